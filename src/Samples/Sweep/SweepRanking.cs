namespace RnnTrainer.Samples;

/// <summary>
/// Which run of a sweep is better: the one with the larger accuracy, then the one with the smaller loss. Every task has a loss; where it
/// has no accuracy, the loss alone counts.
/// </summary>
internal static class SweepRanking
{
    /// <summary>The best run, by validation where all have one, else by test; null where all failed.</summary>
    public static SweepResult? Best(IReadOnlyList<SweepResult> results)
    {
        SweepResult[] good = [.. results.Where(result => result.Failure is null)];
        bool areValidated = good.All(result => result.Find(ShownMetric.Loss(MetricRows.Validation)) is not null);
        return Sorted(good, areValidated ? MetricRows.Validation : MetricRows.Test).FirstOrDefault();
    }

    /// <summary>The runs, the best on such rows first; those that were not measured come last.</summary>
    public static IEnumerable<SweepResult> Sorted(IEnumerable<SweepResult> results, MetricRows rows) => results
        .OrderByDescending(result => result.Find(ShownMetric.Accuracy(rows)) ?? double.NegativeInfinity)
        .ThenBy(result => result.Find(ShownMetric.Loss(rows)) ?? double.PositiveInfinity);

    /// <summary>What counts first on such rows.</summary>
    public static ShownMetric First(IEnumerable<SweepResult> results, MetricRows rows)
    {
        ShownMetric accuracy = ShownMetric.Accuracy(rows);
        return results.Any(result => result.Find(accuracy) is not null) ? accuracy : ShownMetric.Loss(rows);
    }

    /// <summary>What was measured of any run, what counts first on such rows before the others.</summary>
    public static IReadOnlyList<ShownMetric> Metrics(IReadOnlyList<SweepResult> results, MetricRows rows)
    {
        ShownMetric first = First(results, rows);
        return [.. ShownMetric.Sorted(results.SelectMany(result => result.Metrics.Keys))
            .Where(metric => metric.Rows == rows).OrderBy(metric => metric.Column != first.Column)];
    }
}
