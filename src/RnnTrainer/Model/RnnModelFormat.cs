using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace RnnTrainer.Model;

/// <summary>Everything of a fitted transformer that is saved.</summary>
internal sealed record SavedRnn(
    string LabelColumnName, string FeatureColumnName, int[] FeatureDimensions, RnnModel Model, IReadOnlyList<RnnEpoch> History);

/// <summary>
/// The byte format of a saved network, little-endian:
/// <code>
/// int32   length of the payload
/// payload
///   string  label column, string feature column
///   int32   number of feature dimensions, int32 each
///   int32   time steps, input size, hidden size, class count
///   byte    type of the label values (0: none), then each value
///   single  parameters, in RnnShape's order
///   int32   epochs of history; each: int32 epoch, int64 step, double loss, double accuracy, single learning rate
/// uint64  XxHash3 of the payload
/// </code>
/// </summary>
internal static class RnnModelFormat
{
    private const int MaxDimensions = 16;

    public static void Write(BinaryWriter output, SavedRnn saved)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            WritePayload(writer, saved);

        ReadOnlySpan<byte> payload = stream.GetBuffer().AsSpan(0, checked((int)stream.Length));
        output.Write(payload.Length);
        output.Write(payload);
        output.Write(XxHash3.HashToUInt64(payload));
    }

    /// <param name="input">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="available">Bytes that the source holds from here on.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static SavedRnn Read(BinaryReader input, long available)
    {
        try
        {
            int length = input.ReadInt32();
            if (length < 0 || length > available - sizeof(int) - sizeof(ulong))
                throw Damaged($"it claims {length} bytes of content where {available - sizeof(int) - sizeof(ulong)} are left");

            byte[] payload = input.ReadBytes(length);
            if (payload.Length != length)
                throw Damaged($"it ends after {payload.Length} of {length} bytes");
            ulong expected = input.ReadUInt64(), found = XxHash3.HashToUInt64(payload);
            if (found != expected)
                throw Damaged($"its checksum is {found:x16} where {expected:x16} was saved");

            using MemoryStream stream = new(payload, writable: false);
            using BinaryReader reader = new(stream, System.Text.Encoding.UTF8);
            SavedRnn saved = ReadPayload(reader);
            if (stream.Position != stream.Length)
                throw Damaged($"{stream.Length - stream.Position} bytes follow its last field");
            return saved;
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new FormatException(Damaged("it ends early or holds an impossible value").Message, exception);
        }
    }

    private static void WritePayload(BinaryWriter writer, SavedRnn saved)
    {
        writer.Write(saved.LabelColumnName);
        writer.Write(saved.FeatureColumnName);
        writer.Write(saved.FeatureDimensions.Length);
        foreach (int dimension in saved.FeatureDimensions)
            writer.Write(dimension);

        RnnShape shape = saved.Model.Shape;
        writer.Write(shape.TimeSteps);
        writer.Write(shape.InputSize);
        writer.Write(shape.HiddenSize);
        writer.Write(shape.ClassCount);
        LabelValueFormat.Write(writer, saved.Model.LabelValueArray);
        foreach (float parameter in saved.Model.Parameters)
            writer.Write(parameter);

        writer.Write(saved.History.Count);
        foreach (RnnEpoch epoch in saved.History)
        {
            writer.Write(epoch.Epoch);
            writer.Write(epoch.Step);
            writer.Write(epoch.Loss);
            writer.Write(epoch.Accuracy);
            writer.Write(epoch.LearningRate);
        }
    }

    private static SavedRnn ReadPayload(BinaryReader reader)
    {
        string labelColumn = reader.ReadString(), featureColumn = reader.ReadString();
        if (labelColumn.Length == 0 || featureColumn.Length == 0)
            throw Damaged("a column name is empty");

        int rank = reader.ReadInt32();
        if (rank is < 1 or > MaxDimensions)
            throw Damaged($"the feature column has {rank} dimensions");
        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
            dimensions[i] = reader.ReadInt32();

        RnnShape shape = new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (!shape.IsValid)
            throw Damaged($"its sizes are impossible: {shape}");
        if (dimensions.Any(dimension => dimension < 1) || dimensions.Aggregate((Int128)1, (size, dimension) => size * dimension) != shape.SequenceLength)
            throw Damaged($"the feature dimensions [{string.Join(", ", dimensions)}] do not hold {shape.TimeSteps} x {shape.InputSize} values");

        Array? labelValues = LabelValueFormat.Read(reader, shape.ClassCount);
        float[] parameters = ReadParameters(reader, shape.ParameterCount);

        int epochs = reader.ReadInt32();
        if (epochs < 0)
            throw Damaged($"its history has {epochs} epochs");
        List<RnnEpoch> history = [];
        for (int i = 0; i < epochs; i++)
            history.Add(new(reader.ReadInt32(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadSingle()));

        return new(labelColumn, featureColumn, dimensions, new RnnModel(shape, parameters, labelValues), history);
    }

    private static float[] ReadParameters(BinaryReader reader, int count)
    {
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (left / sizeof(float) < count)
            throw Damaged($"it has room for {left / sizeof(float)} of its {count} parameters");
        float[] parameters = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameters.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(parameters.AsSpan());
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        int bad = Array.FindIndex(parameters, parameter => !float.IsFinite(parameter));
        return bad < 0 ? parameters : throw Damaged($"parameter {bad} is {parameters[bad]}");
    }

    private static FormatException Damaged(string how) =>
        new($"The saved RNN is damaged: {how}. Use an undamaged copy of the model file, or train and save it again.");
}
