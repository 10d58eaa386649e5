using System.Text;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>A progress report of a training run; see <see cref="RnnOptions.Progress"/>.</summary>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with
/// {
///     Progress = report =&gt;
///     {
///         Console.WriteLine($"epoch {report.Epoch}: loss {report.Loss:0.0000}, {report.Remaining.TotalSeconds:0} s left");
///         if (report.Loss &lt; 0.01)
///             report.RequestStop();
///     },
/// };
/// </code>
/// </example>
public sealed record RnnProgress
{
    private readonly RnnProgressSnapshot snapshot;
    private readonly Action requestStop;

    internal RnnProgress(RnnProgressSnapshot snapshot, Action requestStop)
    {
        this.snapshot = snapshot;
        this.requestStop = requestStop;
    }

    /// <summary>Number of the current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimizer steps completed.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps in the whole run.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Whether this report ends an epoch, or the run.</summary>
    public required bool IsEpochEnd { get; init; }

    /// <summary>
    /// The measured metrics, by name (<see cref="RnnMetric"/>), in order: over all rows of this epoch so far, as measured during training,
    /// and, in a report that ends an epoch with validation data, over all validation rows.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Gets <see cref="RnnMetric.Loss"/>: for classes, the mean cross-entropy in nats.</summary>
    public double Loss => Find(RnnMetric.Loss) ?? double.NaN;

    /// <summary>Gets <see cref="RnnMetric.Accuracy"/>, 0 to 1; NaN without classes.</summary>
    public double Accuracy => Find(RnnMetric.Accuracy) ?? double.NaN;

    /// <summary>Gets <see cref="RnnMetric.ValidationLoss"/>; <see langword="null"/> in mid-epoch and without validation data.</summary>
    public double? ValidationLoss => Find(RnnMetric.ValidationLoss);

    /// <summary>
    /// Gets <see cref="RnnMetric.ValidationAccuracy"/>, 0 to 1; <see langword="null"/> in mid-epoch, without validation data, and without
    /// classes.
    /// </summary>
    public double? ValidationAccuracy => Find(RnnMetric.ValidationAccuracy);

    /// <summary>
    /// Mean Euclidean norm of the gradients of this epoch's batches so far, before clipping; at the end of an epoch, the same as
    /// <see cref="RnnEpoch.GradientNorm"/>.
    /// </summary>
    public required double GradientNorm { get; init; }

    /// <summary>
    /// Whether this report ends the best epoch so far, by <see cref="RnnEarlyStopping.Monitor"/>; without early stopping by the validation
    /// loss, and without validation data by the training loss.
    /// </summary>
    public required bool IsBest { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Training rows per second in this epoch so far, excluding time spent in progress callbacks.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Time since training began, excluding the reading of data.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Estimated time for the remaining steps.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>
    /// Gets the network at this step, ready to transform data, with averaged weights if <see cref="RnnOptions.WeightAveraging"/> is set; it
    /// does not change as training continues. Read it inside the progress callback, while training waits: the parameters are copied only
    /// then. Once read, it stays available.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The callback has returned and the property had not been read before, or a forecaster is being trained.
    /// </exception>
    public RnnTransformer Snapshot => snapshot.Network as RnnTransformer ?? throw new InvalidOperationException(
        $"A forecaster is being trained, not an {nameof(RnnTransformer)}. Read {nameof(ForecastSnapshot)} instead.");

    /// <summary>
    /// Gets the forecaster at this step, when an <see cref="RnnForecastEstimator"/> is training; otherwise as <see cref="Snapshot"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The callback has returned and the property had not been read before, or no forecaster is being trained.
    /// </exception>
    public RnnForecastTransformer ForecastSnapshot => snapshot.Network as RnnForecastTransformer
        ?? throw new InvalidOperationException($"No forecaster is being trained. Read {nameof(Snapshot)} instead.");

    /// <summary>
    /// Requests that training end after the current step; <c>Fit</c> then returns the network trained so far, or the best one if
    /// <see cref="RnnEarlyStopping.RestoreBestWeights"/> is set. Can be called from any thread.
    /// </summary>
    public void RequestStop() => requestStop();

    /// <summary>Returns the report's values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnProgress), PrintMembers);

    // Everything except the network, which is copied only when it is read.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"{nameof(Epoch)} = {Epoch}, {nameof(Step)} = {Step}, {nameof(TotalSteps)} = {TotalSteps}, ");
        text.Append($"{nameof(IsEpochEnd)} = {IsEpochEnd}, {nameof(Metrics)} = {Metrics}, ");
        text.Append($"{nameof(GradientNorm)} = {GradientNorm}, {nameof(IsBest)} = {IsBest}, {nameof(LearningRate)} = {LearningRate}, ");
        text.Append($"{nameof(RowsPerSecond)} = {RowsPerSecond}, {nameof(Elapsed)} = {Elapsed}, {nameof(Remaining)} = {Remaining}");
        return true;
    }

    private double? Find(string name) => Metrics.TryGetValue(name, out double value) ? value : null;
}
