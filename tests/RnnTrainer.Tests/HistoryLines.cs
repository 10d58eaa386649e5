namespace RnnTrainer.Tests;

/// <summary>Lines of histories, for tests of what keeps them.</summary>
internal static class HistoryLines
{
    /// <summary>Two epochs: one as it is without validation data, one with.</summary>
    public static IReadOnlyList<RnnEpoch> Two { get; } =
    [
        Line(1, 0, (RnnMetric.Loss, 0.5), (RnnMetric.Accuracy, 0.25)),
        Line(2, 1.5, (RnnMetric.Loss, 0.4), (RnnMetric.Accuracy, 0.5),
            (RnnMetric.ValidationLoss, 0.45), (RnnMetric.ValidationAccuracy, 0.75)),
    ];

    /// <summary>A line of an epoch of two steps.</summary>
    public static RnnEpoch Line(int epoch, double gradientNorm, params (string Name, double Value)[] metrics) =>
        new(epoch, 2 * epoch, 0.001f, gradientNorm, metrics.ToDictionary(metric => metric.Name, metric => metric.Value));
}
