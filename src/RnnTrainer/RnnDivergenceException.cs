using Microsoft.ML;

namespace RnnTrainer;

/// <summary>
/// Training diverged: a loss or gradient is no longer finite. The exception carries the network trained so far. <c>Fit</c> returns the best
/// network instead, with a warning in the log, if <see cref="RnnEarlyStopping.RestoreBestWeights"/> is set and an epoch has been completed.
/// </summary>
public sealed class RnnDivergenceException : InvalidOperationException
{
    internal RnnDivergenceException(string message, long step, int epoch, float learningRate, ITransformer? network) : base(message)
    {
        Step = step;
        Epoch = epoch;
        LearningRate = learningRate;
        Network = network as RnnTransformer;
        Forecast = network as RnnForecastTransformer;
    }

    /// <summary>Gets the optimizer step that diverged, from 1.</summary>
    public long Step { get; }

    /// <summary>Gets the epoch of the step, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Gets the learning rate of the step, as set by <see cref="RnnOptions.Schedule"/>.</summary>
    public float LearningRate { get; }

    /// <summary>
    /// Gets the network of the best epoch so far, <see cref="RnnTransformer.BestEpoch"/>, with the history of all completed epochs. If
    /// there is none, or a resumed run has not improved, gets the network before the step that diverged. <see langword="null"/> if that
    /// network has values that are not finite, or if a forecaster was trained.
    /// </summary>
    public RnnTransformer? Network { get; }

    /// <summary>Gets the same for an <see cref="RnnForecastEstimator"/>; <see langword="null"/> if another trainer was used.</summary>
    public RnnForecastTransformer? Forecast { get; }
}
