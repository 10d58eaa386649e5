namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a saved network, a <see cref="ChecksummedFrame"/>, little-endian:
/// <code>
/// string  label column, string feature column; since 1.2: string length column (empty: none)
/// int32   number of feature dimensions, int32 each (one 0: of unknown size)
/// int32   time steps (0: they differ), input size, hidden size, class count
/// since 1.2: byte cell, byte activation, int32 layers, byte whether bidirectional, byte pooling; before: RnnShape's defaults
/// byte    type of the label values (0: none), then each value
/// single  parameters, in RnnShape's order
/// history as HistoryFormat says
/// int32   best epoch (0: none); since 1.2
/// </code>
/// </summary>
internal static class RnnModelFormat
{
    private const int MaxDimensions = 16;

    public static void Write(BinaryWriter output, SavedRnn saved) => ChecksummedFrame.Write(output, writer => WritePayload(writer, saved));

    /// <param name="input">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="available">Bytes that the source holds from here on.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static SavedRnn Read(BinaryReader input, long available, uint version) =>
        ChecksummedFrame.Read(input, available, reader => ReadPayload(reader, version), Damaged);

    private static void WritePayload(BinaryWriter writer, SavedRnn saved)
    {
        writer.Write(saved.LabelColumnName);
        writer.Write(saved.FeatureColumnName);
        writer.Write(saved.LengthColumnName ?? "");
        writer.Write(saved.FeatureDimensions.Length);
        foreach (int dimension in saved.FeatureDimensions)
            writer.Write(dimension);

        RnnShape shape = saved.Model.Shape;
        writer.Write(shape.TimeSteps);
        writer.Write(shape.InputSize);
        writer.Write(shape.HiddenSize);
        writer.Write(shape.ClassCount);
        writer.Write((byte)shape.Cell);
        writer.Write((byte)shape.Activation);
        writer.Write(shape.Layers);
        writer.Write(shape.Bidirectional);
        writer.Write((byte)shape.Pooling);
        LabelValueFormat.Write(writer, saved.Model.LabelValueArray);
        SingleFormat.Write(writer, saved.Model.Parameters);
        HistoryFormat.Write(writer, saved.History);
        writer.Write(saved.BestEpoch ?? 0);
    }

    private static SavedRnn ReadPayload(BinaryReader reader, uint version)
    {
        string labelColumn = reader.ReadString(), featureColumn = reader.ReadString();
        if (labelColumn.Length == 0 || featureColumn.Length == 0)
            throw new FormatException("a column name is empty");
        string lengthColumn = version < ModelVersion.Forms ? "" : reader.ReadString();

        int rank = reader.ReadInt32();
        if (rank is < 1 or > MaxDimensions)
            throw new FormatException($"the feature column has {rank} dimensions");
        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
            dimensions[i] = reader.ReadInt32();

        RnnShape shape = ReadShape(reader, version);
        if (!Fits(dimensions, shape, lengthColumn.Length > 0))
            throw new FormatException($"the feature dimensions [{string.Join(", ", dimensions)}] do not hold {shape.Description}");

        Array? labelValues = LabelValueFormat.Read(reader, shape.ClassCount);
        float[] parameters = SingleFormat.Read(reader, shape.ParameterCount, "parameter");
        IReadOnlyList<RnnEpoch> history = HistoryFormat.Read(reader, version);
        int best = version < ModelVersion.Forms ? 0 : reader.ReadInt32();
        if (best < 0)
            throw new FormatException($"its best epoch is {best}");
        return new(labelColumn, featureColumn, dimensions, new RnnModel(shape, parameters, labelValues), history, best == 0 ? null : best)
        {
            LengthColumnName = lengthColumn.Length > 0 ? lengthColumn : null,
        };
    }

    private static RnnShape ReadShape(BinaryReader reader, uint version)
    {
        RnnShape shape = new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (version >= ModelVersion.Forms)
        {
            shape = shape with
            {
                Cell = (RnnCell)reader.ReadByte(),
                Activation = (RnnActivation)reader.ReadByte(),
                Layers = reader.ReadInt32(),
                Bidirectional = reader.ReadBoolean(),
                Pooling = (RnnPooling)reader.ReadByte(),
            };
        }
        return shape.IsValid ? shape : throw new FormatException($"its form is impossible: {shape.Description}");
    }

    /// <summary>
    /// Whether a feature column of these dimensions holds the network's sequences: those of one length fill it, others of known
    /// size as much of it as the length column says.
    /// </summary>
    public static bool Fits(int[] dimensions, RnnShape shape, bool hasLengths)
    {
        if (dimensions.Length is < 1 or > MaxDimensions)
            return false;
        if (dimensions is [0])
            return !shape.HasEqualLengths && !hasLengths;
        Int128 size = SizeOf(dimensions);
        return dimensions.All(dimension => dimension > 0)
            && (shape.HasEqualLengths ? size == shape.SequenceLength && !hasLengths : hasLengths && size % shape.InputSize == 0);
    }

    /// <summary>Values in a vector of these dimensions, or where that is more than any vector has, some other number that is too.</summary>
    public static Int128 SizeOf(int[] dimensions) => dimensions.Aggregate((Int128)1, (product, dimension) => Int128.Min(product, long.MaxValue) * dimension);

    private static FormatException Damaged(string how) =>
        new($"The saved RNN is damaged: {how}. Use an undamaged copy of the model file, or train and save it again.");
}
