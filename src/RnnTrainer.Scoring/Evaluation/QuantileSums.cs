namespace RnnTrainer.Evaluation;

/// <summary>Compares the predicted quantiles of one value with its labels, accumulated label by label.</summary>
/// <param name="levels">Levels of the quantiles, ascending.</param>
internal sealed class QuantileSums(IReadOnlyList<float> levels)
{
    private readonly double[] pinball = new double[levels.Count];
    private readonly long[] atMost = new long[levels.Count];
    private long withinBand;

    public long Count { get; private set; }

    public long UnscoredCount { get; private set; }

    /// <summary>Adds a label, unless it is missing, and its quantiles, unless one of them is.</summary>
    public void Add(double label, ReadOnlySpan<double> quantiles)
    {
        if (double.IsNaN(label))
            return;
        foreach (double quantile in quantiles)
        {
            if (double.IsNaN(quantile))
            {
                UnscoredCount++;
                return;
            }
        }
        Count++;
        for (int i = 0; i < quantiles.Length; i++)
        {
            double error = label - quantiles[i];
            pinball[i] += Math.Max(levels[i] * error, (levels[i] - 1.0) * error);
            atMost[i] += error <= 0 ? 1 : 0;
        }
        withinBand += label >= quantiles[0] && label <= quantiles[^1] ? 1 : 0;
    }

    public RnnQuantileMetrics Metrics() => new(
        levels.Select((level, i) => new RnnQuantileLevelMetrics(level, pinball[i] / Count, (double)atMost[i] / Count)),
        levels.Count > 1 ? (double)withinBand / Count : double.NaN, Count, UnscoredCount);
}
