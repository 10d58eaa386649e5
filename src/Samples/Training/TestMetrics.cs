using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>What ML.NET measures on all test digits, by name, as <see cref="RnnEpoch.Metrics"/> has what the trainer measures.</summary>
internal static class TestMetrics
{
    private static readonly (ShownMetric Metric, Func<MulticlassClassificationMetrics, double> ValueIn)[] Table =
    [
        (ShownMetric.Loss(MetricRows.Test), metrics => metrics.LogLoss),
        (ShownMetric.Accuracy(MetricRows.Test), metrics => metrics.MicroAccuracy),
    ];

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<ShownMetric> All { get; } = [.. Table.Select(row => row.Metric)];

    /// <summary>Their values.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Of(MulticlassClassificationMetrics metrics) =>
        Table.Select(row => KeyValuePair.Create(row.Metric.Name, row.ValueIn(metrics)));

    /// <summary>Those of the tests at the ends of epochs, by the number of the step that ended them.</summary>
    /// <param name="results">The tests.</param>
    /// <param name="history">The epochs.</param>
    public static IReadOnlyDictionary<long, IReadOnlyDictionary<string, double>> AtEnds(
        IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history)
    {
        ILookup<long, TestResult> bySteps = results.ToLookup(result => result.Step + 1); // steps of tests count from 0
        return history.Where(epoch => bySteps.Contains(epoch.Step))
            .ToDictionary(epoch => epoch.Step, epoch => Measured(bySteps[epoch.Step].Last()));
    }

    private static IReadOnlyDictionary<string, double> Measured(TestResult result) => result.Metrics
        .Where(metric => new ShownMetric(metric.Key).Rows == MetricRows.Test).ToDictionary();
}
