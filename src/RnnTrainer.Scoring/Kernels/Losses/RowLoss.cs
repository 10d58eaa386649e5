namespace RnnTrainer.Kernels;

/// <summary>
/// What the outputs of a network's head cost, row by row, against what each row should come to. Knows the rows of one store by
/// their numbers. Any number of threads may ask it.
/// </summary>
internal abstract class RowLoss
{
    public abstract LossKind Kind { get; }

    /// <summary>Sums that <see cref="Accumulate"/> adds to, from which metrics are made.</summary>
    public abstract int AccumulatorCount { get; }

    /// <summary>How much a row counts: finite, at least 0.</summary>
    public abstract float Weight(int row);

    /// <summary>The loss of a row, its weight left out.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="outputs">[outputs]; replaced by <paramref name="scale"/> times the gradient.</param>
    /// <param name="scale">The row's share of the batch's loss: its weight / that of the whole batch.</param>
    public abstract double LossAndGradient(int row, Span<float> outputs, float scale);

    /// <summary>Adds what a row brings to each sum.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="outputs">[outputs], before anything is made of them.</param>
    /// <param name="accumulators">[<see cref="AccumulatorCount"/>].</param>
    public abstract void Accumulate(int row, ReadOnlySpan<float> outputs, Span<double> accumulators);
}
