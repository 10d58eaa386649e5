namespace RnnTrainer.Tasks;

/// <summary>A metric as it stands in an epoch's line: measured on the rows trained on, or on validation rows.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="OnValidation">On validation rows.</param>
internal sealed record EpochMetric(Metric Metric, bool OnValidation)
{
    /// <summary>Its name in <see cref="RnnEpoch.Metrics"/>.</summary>
    public string Name => OnValidation ? RnnMetric.OnValidation(Metric.Name) : Metric.Name;

    /// <summary>All that a task's lines may hold: those of training, then those of validation.</summary>
    public static IReadOnlyList<EpochMetric> All(IReadOnlyList<Metric> metrics) =>
    [
        .. metrics.Where(metric => !metric.IsForValidationOnly).Select(metric => new EpochMetric(metric, OnValidation: false)),
        .. metrics.Select(metric => new EpochMetric(metric, OnValidation: true)),
    ];
}
