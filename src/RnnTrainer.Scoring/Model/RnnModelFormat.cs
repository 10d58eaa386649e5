using RnnTrainer.Network;

namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a saved network, a <see cref="ChecksummedFrame"/>, little-endian:
/// <code>
/// string  label column, string feature column; since 1.2: string length column (empty: none)
/// int32   number of feature dimensions, int32 each (0: unknown)
/// the network as NetworkFormat says
/// byte    type of the label values (0: none), then each value
/// single  parameters, in ParameterLayout's order
/// history as HistoryFormat says
/// int32   best epoch (0: none); since 1.2
/// </code>
/// </summary>
internal static class RnnModelFormat
{
    public static void Write(BinaryWriter output, SavedRnn saved) => ChecksummedFrame.Write(output, writer => WritePayload(writer, saved));

    /// <param name="input">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static SavedRnn Read(BoundedReader input, uint version) =>
        ChecksummedFrame.Read(input, reader => ReadPayload(reader, version), Damaged);

    private static void WritePayload(BinaryWriter writer, SavedRnn saved)
    {
        writer.Write(saved.LabelColumnName);
        writer.Write(saved.FeatureColumnName);
        writer.Write(saved.LengthColumnName ?? "");
        writer.Write(saved.FeatureDimensions.Length);
        foreach (int dimension in saved.FeatureDimensions)
            writer.Write(dimension);

        NetworkFormat.Write(writer, saved.Model.Network);
        LabelValueFormat.Write(writer, saved.Model.LabelValueArray);
        SingleFormat.Write(writer, saved.Model.Parameters);
        HistoryFormat.Write(writer, saved.History);
        writer.Write(saved.BestEpoch ?? 0);
    }

    private static SavedRnn ReadPayload(BoundedReader reader, uint version)
    {
        string labelColumn = reader.ReadString(), featureColumn = reader.ReadString();
        if (labelColumn.Length == 0 || featureColumn.Length == 0)
            throw new FormatException("a column name is empty");
        string lengthColumn = version < ModelVersion.Forms ? "" : reader.ReadString();

        int[] dimensions = new int[reader.ReadCount(sizeof(int), "feature dimensions")];
        foreach (ref int dimension in dimensions.AsSpan())
            dimension = reader.ReadInt32();

        NetworkSpec network = NetworkFormat.Read(reader, version);
        if (!Fits(dimensions, network.Input, lengthColumn.Length > 0))
            throw new FormatException($"the feature dimensions [{ErrorText.List(dimensions, size => $"{size}")}] do not hold {network.Description}");

        Array? labelValues = LabelValueFormat.Read(reader, network.Head.Outputs);
        float[] parameters = SingleFormat.Read(reader, network.ParameterCount, "parameter");
        IReadOnlyList<RnnEpoch> history = HistoryFormat.Read(reader, version);
        int best = version < ModelVersion.Forms ? 0 : reader.ReadInt32();
        if (best < 0)
            throw new FormatException($"its best epoch is {best}");
        return new(labelColumn, featureColumn, dimensions, new RnnModel(network, parameters, labelValues), history, best == 0 ? null : best)
        {
            LengthColumnName = lengthColumn.Length > 0 ? lengthColumn : null,
        };
    }

    /// <summary>
    /// Whether a feature column of these dimensions holds the network's sequences: those of one length fill it, others of known
    /// size as much of it as the length column says.
    /// </summary>
    public static bool Fits(int[] dimensions, InputSpec input, bool hasLengths)
    {
        if (dimensions.Length == 0 || dimensions.Any(dimension => dimension < 0))
            return false;
        if (!FeatureDimensions.IsKnownSize(dimensions))
            return !input.HasEqualLengths && !hasLengths && FeatureDimensions.Hold(dimensions, input.Size);
        Int128 size = FeatureDimensions.SizeOf(dimensions);
        return size <= Array.MaxLength
            && (input.HasEqualLengths ? size == input.SequenceLength && !hasLengths : hasLengths && size % input.Size == 0);
    }

    private static FormatException Damaged(string how) =>
        new($"The saved RNN is damaged: {how}. Use an undamaged copy of the model file, or train and save it again.");
}
