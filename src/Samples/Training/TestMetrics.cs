using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>What ML.NET measures on all test digits, by name, as <see cref="RnnEpoch.Metrics"/> has what the trainer measures.</summary>
internal static class TestMetrics
{
    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<ShownMetric> All { get; } = [ShownMetric.Loss(MetricRows.Test), ShownMetric.Accuracy(MetricRows.Test)];

    /// <summary>Their values.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Of(MulticlassClassificationMetrics metrics) =>
        All.Zip([metrics.LogLoss, metrics.MicroAccuracy], (metric, value) => KeyValuePair.Create(metric.Name, value));
}
