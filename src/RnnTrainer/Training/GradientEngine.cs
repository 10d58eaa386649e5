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

    /// <summary>For engines that know only sequences of one length that all count 1.</summary>
    /// <exception cref="NotSupportedException">The batch has others.</exception>
    protected void RequirePlain(Batch batch, int timeSteps)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.TimeSteps(i) != timeSteps || batch.Weight(i) != 1)
            {
                throw new NotSupportedException($"{GetType().Name} computes sequences of {timeSteps} steps and weight 1 only; "
                    + $"one has {batch.TimeSteps(i)} steps and weight {batch.Weight(i)}.");
            }
        }
    }
}
