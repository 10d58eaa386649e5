using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How well the quantiles of a value were predicted. Immutable.</summary>
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

    /// <summary>Each level's metrics, the lowest level first.</summary>
    public IReadOnlyList<RnnQuantileLevelMetrics> Levels { get; }

    /// <summary>The mean pinball loss over labels and levels, in units of the label.</summary>
    public double PinballLoss { get; }

    /// <summary>
    /// The share of labels within the outer band, from the lowest quantile to the highest, both included. NaN where there is only one
    /// level.
    /// </summary>
    public double Coverage { get; }

    /// <summary>
    /// What <see cref="Coverage"/> should be: the highest level minus the lowest, 0.8 for quantiles 0.1 to 0.9. NaN where there is only
    /// one level.
    /// </summary>
    public double NominalCoverage { get; }

    /// <summary>How many labels were compared with quantiles.</summary>
    public long Count { get; }

    /// <summary>How many labels have a score of NaN, as a sequence with a NaN gets; they count in no other metric.</summary>
    public long UnscoredCount { get; }

    /// <summary>The metrics as a table, the same text in every culture.</summary>
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
