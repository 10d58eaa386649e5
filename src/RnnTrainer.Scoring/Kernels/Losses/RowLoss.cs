namespace RnnTrainer.Kernels;

/// <summary>
/// What the outputs of a network's head cost against a target: of a whole sequence, or of a step. Knows the targets by their
/// numbers. Any number of threads may ask it.
/// </summary>
internal abstract class RowLoss
{
    public abstract LossKind Kind { get; }

    /// <summary>Sums that <see cref="Accumulate"/> adds to, from which metrics are made.</summary>
    public abstract int AccumulatorCount { get; }

    /// <summary>Weight of a target, in addition to its row's weight: finite, at least 0.</summary>
    public abstract float Weight(int target);

    /// <summary>The loss against a target, its weight left out.</summary>
    /// <param name="target">The target's number.</param>
    /// <param name="outputs">[outputs]; replaced by <paramref name="scale"/> times the gradient.</param>
    /// <param name="scale">The target's share of the batch's loss: its weight / that of the whole batch.</param>
    public abstract double LossAndGradient(int target, Span<float> outputs, float scale);

    /// <summary>Adds what a target brings to each sum.</summary>
    /// <param name="target">The target's number.</param>
    /// <param name="outputs">[outputs], before anything is made of them.</param>
    /// <param name="accumulators">[<see cref="AccumulatorCount"/>].</param>
    public abstract void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators);
}
