using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Engines;

/// <summary>
/// Turns a batch into sums of its rows' shares: of the loss, of what the task measures, and of a network's flat gradient.
/// </summary>
internal abstract class GradientEngine : IDisposable
{
    /// <summary>What ran, for the log.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Whether training is to stop. Set before a batch, it asks all ranks to; after each batch every rank reads here whether any
    /// asked, so that all stop at the same step.
    /// </summary>
    public bool StopRequested { get; set; }

    /// <summary>
    /// Computes the gradient of the batch's mean loss into the <see cref="FlatNetwork"/>. Each row's share has 1 / the batch's weight
    /// in it: nobody divides afterwards.
    /// </summary>
    /// <param name="batch">The sequences.</param>
    /// <returns>The sums; good until the next batch.</returns>
    public abstract BatchSums Compute(Batch batch);

    public abstract void Dispose();
}
