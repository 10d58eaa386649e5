using RnnTrainer.Tasks;

namespace RnnTrainer.Training.Progress;

/// <summary>
/// Watches a measure from epoch to epoch: which was best, with which weights, and how long ago. Without early stopping it
/// watches the validation loss, or without validation data the training loss, and never asks to stop.
/// </summary>
/// <param name="options">Early stopping, or null.</param>
/// <param name="metrics">What the task measures.</param>
/// <param name="validated">Whether there are validation data.</param>
internal sealed class BestEpoch(RnnEarlyStopping? options, IReadOnlyList<Metric> metrics, bool validated)
{
    private readonly EpochMetric monitor = EpochMetric.All(metrics)
        .First(metric => options is not null ? metric.Name == options.Monitor
            : metric.Metric == metrics[0] && metric.OnValidation == validated);
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
    public string Description => FormattableString.Invariant($"{monitor.Name} {State.Value:0.0000} in epoch {State.Epoch}");

    /// <summary>Compares an epoch that has ended with the best so far.</summary>
    /// <param name="epoch">Its line.</param>
    /// <param name="parameters">The network's parameters at its end.</param>
    /// <returns>Whether it is the best now.</returns>
    public bool Consider(RnnEpoch epoch, ReadOnlySpan<float> parameters)
    {
        double value = epoch.Metrics[monitor.Name], gain = monitor.Metric.IsHigherBetter ? value - State.Value : State.Value - value;
        bool best = State.Epoch == 0 || gain > (options?.MinDelta ?? 0);
        if (best)
            Weights = parameters.ToArray();
        state = best
            ? new(epoch.Epoch, value, 0, options?.RestoreBestWeights == true ? Weights : null)
            : state with { Waited = state.Waited + 1 };
        return best;
    }
}
