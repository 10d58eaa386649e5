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
}
