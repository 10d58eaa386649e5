using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of predicted quantiles. Immutable.</summary>
public sealed class RnnQuantileMetrics
{
    internal RnnQuantileMetrics(IEnumerable<RnnQuantileLevelMetrics> levels, double coverage, long count, long unscoredCount)
    {
        Levels = new ValueList<RnnQuantileLevelMetrics>(levels);
        PinballLoss = Levels.Average(level => level.PinballLoss);
        Coverage = coverage;
        NominalCoverage = Levels.Count > 1 ? (double)Levels[^1].Level - Levels[0].Level : double.NaN;
        Count = count;
        UnscoredCount = unscoredCount;
    }

    /// <summary>Gets the metrics of each level, ascending.</summary>
    public IReadOnlyList<RnnQuantileLevelMetrics> Levels { get; }

    /// <summary>Gets the mean pinball loss over labels and levels, in the label's unit.</summary>
    public double PinballLoss { get; }

    /// <summary>
    /// Gets the share of labels within the outer band, from the lowest quantile to the highest, both included. NaN with a single level.
    /// </summary>
    public double Coverage { get; }

    /// <summary>
    /// Gets the expected <see cref="Coverage"/>: the highest level minus the lowest, such as 0.8 for quantiles 0.1 to 0.9. NaN with a
    /// single level.
    /// </summary>
    public double NominalCoverage { get; }

    /// <summary>Gets the number of labels compared with quantiles.</summary>
    public long Count { get; }

    /// <summary>Gets the number of labels whose score is NaN, as for a sequence that contains NaN; they enter no other metric.</summary>
    public long UnscoredCount { get; }

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString()
    {
        string table = TextTable.Of(textColumns: 1, RnnQuantileLevelMetrics.Header, Levels.Select(level => level.Row),
            total: ["Mean", NumberText.Value(PinballLoss), ""]);
        string band = Levels.Count > 1
            ? $", {NumberText.Share(Coverage)} of them in the outer band (nominally {NumberText.Share(NominalCoverage)})"
            : "";
        return $"{table}\n\n{NumberText.Count(Count)} labels{band}";
    }
}
