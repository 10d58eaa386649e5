using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a saved network: a <see cref="ChecksummedFrame"/> of sections (<see cref="SectionWriter"/>), little-endian:
/// <code>
/// COLS  string label column, string feature column, string length column (empty: none);
///       int32 number of feature dimensions, int32 each (0: unknown)
/// NETW and others  as NetworkFormat says
/// TOKV  byte type of the values of tokens that are keys, then each value from key 1; where there is none, nobody knows them
/// LABL  byte type of the label values (0: none), then each value
/// PARM  single parameters, in ParameterLayout's order
/// hist  as HistoryFormat says
/// best  int32 best epoch (0: none)
/// </code>
/// Versions before 1.3 have one fixed payload: <see cref="EarlierModelFormat"/>.
/// </summary>
internal static class RnnModelFormat
{
    private const string Columns = "COLS", Tokens = "TOKV", Labels = "LABL", Parameters = "PARM", History = "hist",
        BestEpoch = "best";

    private static readonly string[] Known =
        [Columns, .. NetworkFormat.Tags, Tokens, Labels, Parameters, History, BestEpoch];

    public static void Write(BinaryWriter output, SavedTransformer saved) => ChecksummedFrame.Write(output, payload =>
    {
        SectionWriter sections = new(payload);
        sections.Add(Columns, writer => WriteColumns(writer, saved));
        NetworkFormat.Write(sections, saved.Model.Network);
        if (saved.Model.TokenValueArray is { } tokens)
            sections.Add(Tokens, writer => LabelValueFormat.Write(writer, tokens));
        sections.Add(Labels, writer => LabelValueFormat.Write(writer, saved.Model.LabelValueArray));
        sections.Add(Parameters, writer => SingleFormat.Write(writer, saved.Model.Parameters));
        sections.Add(History, writer => HistoryFormat.Write(writer, saved.History));
        sections.Add(BestEpoch, writer => writer.Write(saved.BestEpoch ?? 0));
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
        NetworkSpec network = NetworkFormat.Read(sections);
        Array? labels = sections.Read(Labels, reader => LabelValueFormat.Read(reader, network.Head.LabelKeys));
        RnnModel model =
            new(network, sections.Read(Parameters, reader => SingleFormat.Read(reader, network.ParameterCount, "parameter")), labels,
                sections.ReadOr(Tokens, reader => LabelValueFormat.Read(reader, network.Input.Embedding?.Keys ?? 0), null));
        IReadOnlyList<RnnEpoch> history = sections.ReadOr(History, HistoryFormat.Read, []);
        int best = sections.ReadOr(BestEpoch, reader => reader.ReadInt32(), 0);
        return sections.Read(Columns, reader =>
        {
            string label = reader.ReadString(), feature = reader.ReadString(), length = reader.ReadString();
            return new SavedTransformer(label, feature, DimensionsFormat.Read(reader), model, history, best == 0 ? null : best)
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
        return saved.BestEpoch is null or > 0 ? saved : throw new FormatException($"its best epoch is {saved.BestEpoch}");
    }

    private static FormatException Damaged(string how) =>
        new($"The saved RNN is damaged: {how}. Use an undamaged copy of the model file, or train and save it again.");
}
