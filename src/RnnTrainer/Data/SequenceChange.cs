namespace RnnTrainer.Data;

/// <summary>
/// Changes sequences as they are copied for training. What happens to a sequence depends on the run's seed, the optimizer step and the
/// place in its batch alone, so that any thread may do it.
/// </summary>
internal abstract class SequenceChange
{
    /// <summary>By how many steps a sequence is moved.</summary>
    /// <param name="step">Number of the optimizer step.</param>
    /// <param name="place">Place in the batch.</param>
    public virtual int TimeShift(long step, int place) => 0;

    /// <param name="sequence">[time steps x <paramref name="inputSize"/>].</param>
    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="step">Number of the optimizer step.</param>
    /// <param name="place">Place in the batch.</param>
    public abstract void Apply(Span<float> sequence, int inputSize, long step, int place);
}
