using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Metrics of chunks, which are runs of steps with labels such as B-city, I-city, I-city. A chunk is correct if its first step, last step
/// and type are right, as in <c>conlleval</c> of the CoNLL shared tasks. Immutable.
/// </summary>
public sealed class RnnChunkMetrics
{
    internal RnnChunkMetrics(IEnumerable<RnnLabelMetrics> types)
    {
        Types = new ValueList<RnnLabelMetrics>(types);
        Overall = new(
            nameof(Overall), Types.Sum(type => type.Count), Types.Sum(type => type.PredictedCount), Types.Sum(type => type.CorrectCount));
    }

    /// <summary>Gets the metrics over chunks of all types; <see cref="RnnLabelMetrics.F1"/> is the chunk F1 reported in papers.</summary>
    public RnnLabelMetrics Overall { get; }

    /// <summary>Gets the metrics of each chunk type, in alphabetical order.</summary>
    public IReadOnlyList<RnnLabelMetrics> Types { get; }

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString() =>
        TextTable.Of(textColumns: 1, RnnLabelMetrics.Header("Chunk"), Types.Select(type => type.Row), Overall.Row);
}
