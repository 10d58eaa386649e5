using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads a trained network as sections (<see cref="SectionWriter"/>), little-endian:
/// <code>
/// NETW and others  as NetworkFormat says
/// TOKV  byte type of the values of tokens that are keys, then each value from key 1; where there is none, nobody knows them
/// LABL  byte type of the label values (0: none), then each value
/// PARM  single parameters, in ParameterLayout's order
/// hist  as HistoryFormat says
/// best  int32 best epoch (0: none)
/// </code>
/// </summary>
internal static class TrainedModelFormat
{
    private const string Tokens = "TOKV", Labels = "LABL", Parameters = "PARM", History = "hist", BestEpoch = "best";

    /// <summary>The sections' tags, which a reader must know.</summary>
    public static IReadOnlyList<string> Tags { get; } = [.. NetworkFormat.Tags, Tokens, Labels, Parameters, History, BestEpoch];

    public static void Write(SectionWriter sections, TrainedModel trained)
    {
        RnnModel model = trained.Model;
        NetworkFormat.Write(sections, model.Network);
        if (model.TokenValueArray is { } tokens)
            sections.Add(Tokens, writer => LabelValueFormat.Write(writer, tokens));
        sections.Add(Labels, writer => LabelValueFormat.Write(writer, model.LabelValueArray));
        sections.Add(Parameters, writer => SingleFormat.Write(writer, model.Parameters));
        sections.Add(History, writer => HistoryFormat.Write(writer, trained.History));
        sections.Add(BestEpoch, writer => writer.Write(trained.BestEpoch ?? 0));
    }

    /// <exception cref="FormatException">A section is missing, or damaged.</exception>
    public static TrainedModel Read(SectionReader sections)
    {
        NetworkSpec network = NetworkFormat.Read(sections);
        Array? labels = sections.Read(Labels, reader => LabelValueFormat.Read(reader, network.Head.LabelKeys));
        RnnModel model =
            new(network, sections.Read(Parameters, reader => SingleFormat.Read(reader, network.ParameterCount, "parameter")), labels,
                sections.ReadOr(Tokens, reader => LabelValueFormat.Read(reader, network.Input.Embedding?.Keys ?? 0), null));
        IReadOnlyList<RnnEpoch> history = sections.ReadOr(History, HistoryFormat.Read, []);
        int best = sections.ReadOr(BestEpoch, reader => reader.ReadInt32(), 0);
        return best >= 0 ? new(model, history, best == 0 ? null : best) : throw new FormatException($"its best epoch is {best}");
    }
}
