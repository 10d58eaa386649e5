using System.Text;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How far a training run is; see <see cref="RnnOptions.Progress"/>.</summary>
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

    /// <summary>Number of the epoch under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps in the whole run.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Whether this report closes an epoch, or the run.</summary>
    public required bool IsEpochEnd { get; init; }

    /// <summary>
    /// What was measured, by name (<see cref="RnnMetric"/>), in order: over all rows of this epoch so far, each as it was trained on,
    /// and where the report closes an epoch, with validation data, over all validation rows.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary><see cref="RnnMetric.Loss"/>: for classes the mean cross-entropy in nats.</summary>
    public double Loss => Find(RnnMetric.Loss) ?? double.NaN;

    /// <summary><see cref="RnnMetric.Accuracy"/>, 0 to 1; NaN where there are no classes.</summary>
    public double Accuracy => Find(RnnMetric.Accuracy) ?? double.NaN;

    /// <summary><see cref="RnnMetric.ValidationLoss"/>; <see langword="null"/> in mid-epoch and without validation data.</summary>
    public double? ValidationLoss => Find(RnnMetric.ValidationLoss);

    /// <summary>
    /// <see cref="RnnMetric.ValidationAccuracy"/>, 0 to 1; <see langword="null"/> in mid-epoch, without validation data, and where
    /// there are no classes.
    /// </summary>
    public double? ValidationAccuracy => Find(RnnMetric.ValidationAccuracy);

    /// <summary>
    /// Mean Euclidean norm of the gradients of this epoch's batches so far, before clipping; at the end of an epoch what
    /// <see cref="RnnEpoch.GradientNorm"/> is.
    /// </summary>
    public required double GradientNorm { get; init; }

    /// <summary>
    /// Whether this report closes the best epoch so far, by <see cref="RnnEarlyStopping.Monitor"/>; without early stopping by
    /// the validation loss, and without validation data by the training loss.
    /// </summary>
    public required bool IsBest { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Training rows per second in this epoch so far, time spent in progress reports left out.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Time since training began, reading of the data left out.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Estimate of the time that the remaining steps will take.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>
    /// The network at this step, ready to transform data, with the averaged weights where <see cref="RnnOptions.WeightAveraging"/> asks
    /// for them; it does not change as training goes on. Read it inside the progress callback, for which training waits: the parameters
    /// are copied then, and only then. Once read, it stays available.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The callback has returned, and nobody read this property before; or a forecast is trained.
    /// </exception>
    public RnnTransformer Snapshot => snapshot.Network as RnnTransformer ?? throw new InvalidOperationException(
        $"A forecast is trained, which is no {nameof(RnnTransformer)}. Read {nameof(ForecastSnapshot)}.");

    /// <summary>The same of an <see cref="RnnForecastEstimator"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// The callback has returned, and nobody read this property before; or it is not a forecast that is trained.
    /// </exception>
    public RnnForecastTransformer ForecastSnapshot => snapshot.Network as RnnForecastTransformer
        ?? throw new InvalidOperationException($"No forecast is trained. Read {nameof(Snapshot)}.");

    /// <summary>
    /// Asks training to end after the step under way; <c>Fit</c> then returns the network so far, the best one where
    /// <see cref="RnnEarlyStopping.RestoreBestWeights"/> asks for it. May be called from any thread.
    /// </summary>
    public void RequestStop() => requestStop();

    /// <summary>The report with its values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnProgress), PrintMembers);

    // All but the network, which is copied where it is asked for.
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
