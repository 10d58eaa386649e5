using System.Text;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>One line of a training history: what was measured while an epoch's rows were trained on, and at its end.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Step">Optimizer steps done since training began, at the end of this epoch.</param>
/// <param name="LearningRate">Learning rate of the epoch's last step.</param>
/// <param name="GradientNorm">
/// Mean Euclidean norm of the gradients of the epoch's batches, before clipping; 0 in models saved before it was measured.
/// </param>
/// <param name="Metrics">
/// What was measured, by name (<see cref="RnnMetric"/>), in order: over all rows of the epoch, each as it was trained on, and with
/// validation data over all validation rows at its end.
/// </param>
public sealed record RnnEpoch(int Epoch, long Step, float LearningRate, double GradientNorm, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>
    /// What was measured, by name (<see cref="RnnMetric"/>), in order: over all rows of the epoch, each as it was trained on, and with
    /// validation data over all validation rows at its end.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = new MetricValues(value); } = new MetricValues(Metrics);

    /// <summary><see cref="RnnMetric.Loss"/>: for classes the mean cross-entropy in nats.</summary>
    public double Loss => Find(RnnMetric.Loss) ?? double.NaN;

    /// <summary><see cref="RnnMetric.Accuracy"/>, 0 to 1; NaN where there are no classes.</summary>
    public double Accuracy => Find(RnnMetric.Accuracy) ?? double.NaN;

    /// <summary>
    /// <see cref="RnnMetric.ValidationLoss"/>; for classes a probability below 1e-15 is taken as 1e-15. <see langword="null"/> without
    /// validation data.
    /// </summary>
    public double? ValidationLoss => Find(RnnMetric.ValidationLoss);

    /// <summary>
    /// <see cref="RnnMetric.ValidationAccuracy"/>, 0 to 1; <see langword="null"/> without validation data, and where there are no
    /// classes.
    /// </summary>
    public double? ValidationAccuracy => Find(RnnMetric.ValidationAccuracy);

    /// <summary>The line with its values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEpoch), PrintMembers);

    // Without what is a metric's value by another name.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"{nameof(Epoch)} = {Epoch}, {nameof(Step)} = {Step}, {nameof(LearningRate)} = {LearningRate}, ");
        text.Append($"{nameof(GradientNorm)} = {GradientNorm}, {nameof(Metrics)} = {Metrics}");
        return true;
    }

    private double? Find(string name) => Metrics.TryGetValue(name, out double value) ? value : null;
}
