namespace RnnTrainer.Samples;

/// <summary>
/// Which run of a sweep is better: one that was trained for longer, then the one with the larger accuracy on validation rows, or with the
/// smaller loss, for a task without accuracy. The search compares in the same way.
/// </summary>
internal static class SweepRanking
{
    /// <summary>The best run; null where all failed.</summary>
    public static SweepResult? Best(IEnumerable<SweepResult> results) =>
        Sorted(results.Where(result => result.Failure is null)).FirstOrDefault();

    /// <summary>The runs, the best first; of each length those that were not measured come last.</summary>
    public static IEnumerable<SweepResult> Sorted(IEnumerable<SweepResult> results)
    {
        ShownMetric first = First(results);
        return results.OrderByDescending(result => result.Share).ThenBy(Cost);

        double Cost(SweepResult result) =>
            result.Find(first) is not { } value ? double.PositiveInfinity : first.IsAccuracy ? -value : value;
    }

    /// <summary>What counts first.</summary>
    public static ShownMetric First(IEnumerable<SweepResult> results)
    {
        ShownMetric accuracy = ShownMetric.Accuracy(MetricRows.Validation);
        return results.Any(result => result.Find(accuracy) is not null) ? accuracy : ShownMetric.Loss(MetricRows.Validation);
    }

    /// <summary>What was measured of any run, what counts first before the others.</summary>
    public static IReadOnlyList<ShownMetric> Metrics(IReadOnlyList<SweepResult> results)
    {
        ShownMetric first = First(results);
        return [.. ShownMetric.Sorted(results.SelectMany(result => result.Metrics.Keys))
            .OrderBy(metric => metric.Column != first.Column)];
    }
}
