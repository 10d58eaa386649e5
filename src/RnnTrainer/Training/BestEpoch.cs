namespace RnnTrainer.Training;

/// <summary>
/// Watches a measure from epoch to epoch: which was best, with which weights, and how long ago. Without early stopping it
/// watches the validation loss, or without validation data the training loss, and never asks to stop.
/// </summary>
/// <param name="options">Early stopping, or null.</param>
/// <param name="validated">Whether there are validation data.</param>
internal sealed class BestEpoch(RnnEarlyStopping? options, bool validated)
{
    private readonly RnnMetric monitor = options?.Monitor ?? (validated ? RnnMetric.ValidationLoss : RnnMetric.TrainingLoss);
    private Memory state = new(0, 0, 0, null);

    /// <summary>What is remembered, to be saved and restored.</summary>
    /// <param name="Epoch">Number of the best epoch; 0: none yet.</param>
    /// <param name="Value">Its measure.</param>
    /// <param name="Waited">Epochs since then.</param>
    /// <param name="Weights">Its parameters, where they are to be restored.</param>
    public sealed record Memory(int Epoch, double Value, int Waited, float[]? Weights);

    public Memory State
    {
        get => state;
        set
        {
            state = value;
            Weights = value.Weights;
        }
    }

    /// <summary>
    /// Parameters of the best epoch, also where they are not to be restored: should training diverge, they are not lost. Null before
    /// the first epoch ends, and in a resumed run without better ones where the checkpoint has none.
    /// </summary>
    public float[]? Weights { get; private set; }

    /// <summary>Number of the best epoch; null before the first ends.</summary>
    public int? Epoch => State.Epoch == 0 ? null : State.Epoch;

    /// <summary>Whether there was no improvement for as long as the options bear.</summary>
    public bool IsTimeToStop => State.Waited >= options?.Patience;

    /// <summary>The options' measure in words, with its best value, for the log.</summary>
    public string Description => FormattableString.Invariant($"{monitor} {State.Value:0.0000} in epoch {State.Epoch}");

    /// <summary>Tells of an epoch that has ended.</summary>
    /// <param name="epoch">Its line.</param>
    /// <param name="parameters">The network's parameters at its end.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool See(RnnEpoch epoch, ReadOnlySpan<float> parameters)
    {
        double value = monitor switch
        {
            RnnMetric.ValidationLoss => epoch.ValidationLoss!.Value,
            RnnMetric.ValidationAccuracy => epoch.ValidationAccuracy!.Value,
            RnnMetric.TrainingLoss => epoch.Loss,
            _ => epoch.Accuracy,
        };
        double gain = monitor is RnnMetric.ValidationLoss or RnnMetric.TrainingLoss ? State.Value - value : value - State.Value;
        bool best = State.Epoch == 0 || gain > (options?.MinDelta ?? 0);
        if (best)
            Weights = parameters.ToArray();
        state = best
            ? new(epoch.Epoch, value, 0, options?.RestoreBestWeights == true ? Weights : null)
            : state with { Waited = state.Waited + 1 };
        return best;
    }
}
