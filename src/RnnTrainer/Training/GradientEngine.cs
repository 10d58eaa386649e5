using RnnTrainer.Data;

namespace RnnTrainer.Training;

/// <summary>Turns a batch into its loss and the flat gradient of a <see cref="FlatNetwork"/>.</summary>
internal abstract class GradientEngine : IDisposable
{
    /// <summary>What ran, for the log.</summary>
    public abstract string Description { get; }

    /// <summary>Computes the batch's mean cross-entropy, how many rows were classified right, and the gradient.</summary>
    /// <param name="store">The sequences.</param>
    /// <param name="rows">Numbers of the batch's rows in the store.</param>
    public abstract (double Loss, int Correct) Compute(SequenceStore store, ReadOnlySpan<int> rows);

    public abstract void Dispose();
}
