using System.Text;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>An epoch in a training history: the metrics measured during training and at the end of the epoch.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Step">Optimizer steps completed since training began, at the end of this epoch.</param>
/// <param name="LearningRate">Learning rate of the epoch's last step.</param>
/// <param name="GradientNorm">
/// Mean Euclidean norm of the gradients of the epoch's batches, before clipping; 0 in models from before it was recorded.
/// </param>
/// <param name="Metrics">
/// The measured metrics, by name (<see cref="RnnMetric"/>), in order: over all rows of the epoch, as measured during training, and, with
/// validation data, over all validation rows at its end.
/// </param>
public sealed record RnnEpoch(int Epoch, long Step, float LearningRate, double GradientNorm, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>
    /// The measured metrics, by name (<see cref="RnnMetric"/>), in order: over all rows of the epoch, as measured during training, and,
    /// with validation data, over all validation rows at its end.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = new MetricValues(value); } = new MetricValues(Metrics);

    /// <summary>Gets <see cref="RnnMetric.Loss"/>: for classes, the mean cross-entropy in nats.</summary>
    public double Loss => Find(RnnMetric.Loss) ?? double.NaN;

    /// <summary>Gets <see cref="RnnMetric.Accuracy"/>, 0 to 1; NaN without classes.</summary>
    public double Accuracy => Find(RnnMetric.Accuracy) ?? double.NaN;

    /// <summary>
    /// Gets <see cref="RnnMetric.ValidationLoss"/>; for classes, probabilities below 1e-15 are clipped to 1e-15. <see langword="null"/>
    /// without validation data.
    /// </summary>
    public double? ValidationLoss => Find(RnnMetric.ValidationLoss);

    /// <summary>
    /// Gets <see cref="RnnMetric.ValidationAccuracy"/>, 0 to 1; <see langword="null"/> without validation data, and without classes.
    /// </summary>
    public double? ValidationAccuracy => Find(RnnMetric.ValidationAccuracy);

    /// <summary>Returns the epoch's values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEpoch), PrintMembers);

    // Without the properties that repeat a metric.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"{nameof(Epoch)} = {Epoch}, {nameof(Step)} = {Step}, {nameof(LearningRate)} = {LearningRate}, ");
        text.Append($"{nameof(GradientNorm)} = {GradientNorm}, {nameof(Metrics)} = {Metrics}");
        return true;
    }

    private double? Find(string name) => Metrics.TryGetValue(name, out double value) ? value : null;
}
