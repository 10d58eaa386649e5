using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How well chunks were found: runs of steps with labels such as B-city, I-city, I-city. A chunk counts as found where its first step,
/// its last step and its type are right, as in <c>conlleval</c> of the CoNLL shared tasks. Immutable.
/// </summary>
public sealed class RnnChunkMetrics
{
    internal RnnChunkMetrics(IEnumerable<RnnLabelMetrics> types)
    {
        Types = new ValueList<RnnLabelMetrics>(types);
        Overall = new(
            nameof(Overall), Types.Sum(type => type.Count), Types.Sum(type => type.PredictedCount), Types.Sum(type => type.CorrectCount));
    }

    /// <summary>The metrics over chunks of all types; its <see cref="RnnLabelMetrics.F1"/> is what papers call chunk F1.</summary>
    public RnnLabelMetrics Overall { get; }

    /// <summary>The metrics of each type of chunk, in alphabetical order.</summary>
    public IReadOnlyList<RnnLabelMetrics> Types { get; }

    /// <summary>The metrics as a table, the same text in every culture.</summary>
    public override string ToString() =>
        TextTable.Of(textColumns: 1, RnnLabelMetrics.Header("Chunk"), Types.Select(type => type.Row), Overall.Row);
}
