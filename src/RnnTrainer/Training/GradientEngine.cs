namespace RnnTrainer.Training;

/// <summary>Turns a batch into its loss and the flat gradient of a <see cref="FlatNetwork"/>.</summary>
internal abstract class GradientEngine : IDisposable
{
    /// <summary>What ran, for the log.</summary>
    public abstract string Description { get; }

    /// <summary>Computes the batch's mean cross-entropy, how many rows were classified right, and the gradient.</summary>
    /// <param name="batch">The sequences.</param>
    public abstract (double Loss, int Correct) Compute(Batch batch);

    public abstract void Dispose();
}
