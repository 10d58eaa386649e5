namespace RnnTrainer.Curves;

/// <summary>The epochs of a history that curves show, and what was measured in them.</summary>
internal sealed class CurveEpochs
{
    /// <summary>Epochs shown of a long run, so that the page stays small.</summary>
    private const int Most = 200;

    /// <param name="history">All epochs.</param>
    public CurveEpochs(IReadOnlyList<RnnEpoch> history)
    {
        Every = (history.Count + Most - 1) / Most;
        Epochs = [.. history.Where((_, index) => index % Every == 0 || index == history.Count - 1)];
        Metrics = ShownMetric.Sorted(history.SelectMany(epoch => epoch.Metrics.Keys));
    }

    /// <summary>The epochs that are shown.</summary>
    public IReadOnlyList<RnnEpoch> Epochs { get; }

    /// <summary>Of how many epochs one is shown; 0 where there are none.</summary>
    public int Every { get; }

    /// <summary>The metrics of all of them.</summary>
    public IReadOnlyList<ShownMetric> Metrics { get; }

    /// <summary>The metrics of each measure, whatever the rows: a plot for each.</summary>
    public IEnumerable<ShownMetric[]> Measures => Metrics.GroupBy(metric => metric.Measure).Select(group => group.ToArray());

    /// <summary>What a measure is counted in; null where that is its task's affair.</summary>
    public string? UnitOf(ShownMetric metric) => metric.IsAccuracy ? "share correct"
        : metric.IsLoss && Metrics.Any(other => other.IsAccuracy) ? "mean cross-entropy, nats" : null;

    /// <summary>What was measured in an epoch; null where it was not.</summary>
    public static double? Value(RnnEpoch epoch, ShownMetric metric) =>
        epoch.Metrics.TryGetValue(metric.Name, out double value) ? value : null;
}
