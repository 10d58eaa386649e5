using Microsoft.ML;

namespace RnnTrainer;

/// <summary>
/// The network at the moment of a progress report. It is copied when somebody first asks for it, which must be while training
/// waits for the report to return.
/// </summary>
/// <param name="step">The step that the report is about.</param>
/// <param name="take">Copies the network.</param>
internal sealed class RnnProgressSnapshot(long step, Func<ITransformer> take)
{
    private readonly Lock taking = new();
    private ITransformer? network;
    private bool isOver;

    /// <summary>The network; always the same one.</summary>
    /// <exception cref="InvalidOperationException">The report has returned, and nobody asked for the network before.</exception>
    public ITransformer Network
    {
        get
        {
            lock (taking)
            {
                return network ??= !isOver ? take() : throw new InvalidOperationException(
                    $"The network of step {step} is no longer available: training has continued. Read "
                    + $"{nameof(RnnProgress)}.{nameof(RnnProgress.Snapshot)} inside the progress callback, and keep the result.");
            }
        }
    }

    /// <summary>The report has returned: waits for a copy that is being made, and allows no other.</summary>
    public void End()
    {
        lock (taking)
            isOver = true;
    }
}
