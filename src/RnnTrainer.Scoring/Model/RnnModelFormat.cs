using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a saved network: a <see cref="ChecksummedFrame"/> of sections (<see cref="SectionWriter"/>), little-endian:
/// <code>
/// COLS  string label column, string feature column, string length column (empty: none);
///       int32 number of feature dimensions, int32 each (0: unknown)
/// and those of TrainedModelFormat
/// </code>
/// Versions before 1.3 have one fixed payload: <see cref="EarlierModelFormat"/>.
/// </summary>
internal static class RnnModelFormat
{
    private const string Columns = "COLS";

    private static readonly string[] Known = [Columns, .. TrainedModelFormat.Tags];

    public static void Write(BinaryWriter output, SavedTransformer saved) => ChecksummedFrame.Write(output, payload =>
    {
        SectionWriter sections = new(payload);
        sections.Add(Columns, writer => WriteColumns(writer, saved));
        TrainedModelFormat.Write(sections, new(saved.Model, saved.History, saved.BestEpoch));
    });

    /// <param name="input">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static SavedTransformer Read(BoundedReader input, uint version) => ChecksummedFrame.Read(input,
        payload => Checked(version < ModelVersion.Sections ? EarlierModelFormat.Read(payload, version) : ReadSections(new(payload, Known))),
        Damaged);

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

    private static void WriteColumns(BinaryWriter writer, SavedTransformer saved)
    {
        writer.Write(saved.LabelColumnName);
        writer.Write(saved.FeatureColumnName);
        writer.Write(saved.LengthColumnName ?? "");
        DimensionsFormat.Write(writer, saved.FeatureDimensions);
    }

    private static SavedTransformer ReadSections(SectionReader sections)
    {
        (RnnModel model, IReadOnlyList<RnnEpoch> history, int? best) = TrainedModelFormat.Read(sections);
        return sections.Read(Columns, reader =>
        {
            string label = reader.ReadString(), feature = reader.ReadString(), length = reader.ReadString();
            return new SavedTransformer(label, feature, DimensionsFormat.Read(reader), model, history, best)
            {
                LengthColumnName = length.Length == 0 ? null : length,
            };
        });
    }

    private static SavedTransformer Checked(SavedTransformer saved)
    {
        if (saved.LabelColumnName.Length == 0 || saved.FeatureColumnName.Length == 0)
            throw new FormatException("a column name is empty");
        NetworkSpec network = saved.Model.Network;
        if (!Fits(saved.FeatureDimensions, network.Input, saved.LengthColumnName is not null))
            throw new FormatException($"the feature dimensions [{ErrorText.List(saved.FeatureDimensions, size => $"{size}")}] do not hold "
                + $"{network.Description}");
        if (network.Input.Categories.Count > 0)
            throw new FormatException($"its rows have no column for the categories of {network.Description}");
        return saved.BestEpoch is null or > 0 ? saved : throw new FormatException($"its best epoch is {saved.BestEpoch}");
    }

    private static FormatException Damaged(string how) =>
        new($"The saved RNN is damaged: {how}. Use an undamaged copy of the model file, or train and save it again.");
}
