using Microsoft.ML;

namespace RnnTrainer;

/// <summary>
/// Training diverged: a loss or gradient is not a finite number any more. Carries what was learnt before.
/// <c>Fit</c> returns the best network instead, with a warning in the log, where <see cref="RnnEarlyStopping.RestoreBestWeights"/>
/// is set and an epoch has ended.
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

    /// <summary>The optimizer step that diverged, from 1.</summary>
    public long Step { get; }

    /// <summary>Its epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The learning rate that the <see cref="RnnOptions.Schedule"/> had reached.</summary>
    public float LearningRate { get; }

    /// <summary>
    /// The network of the best epoch so far, <see cref="RnnTransformer.BestEpoch"/>, with the history of all epochs that ended; where
    /// none has, or a resumed run has had no better one since, the network as it was before the step that diverged.
    /// <see langword="null"/> where that holds numbers that are not finite, or a forecast was trained.
    /// </summary>
    public RnnTransformer? Network { get; }

    /// <summary>The same of an <see cref="RnnForecastEstimator"/>; <see langword="null"/> where something else was trained.</summary>
    public RnnForecastTransformer? Forecast { get; }
}
