using RnnTrainer.Ranks;

namespace RnnTrainer.Training;

/// <summary>What ends a run before its steps are done: asked for on any rank at any time, and decided by all at the same step.</summary>
/// <param name="options">Its cancellation.</param>
/// <param name="checkAlive">Throws where this process is cancelled.</param>
/// <param name="ranks">The processes that decide.</param>
internal sealed class RunEnding(RnnOptions options, Action checkAlive, RankGroup ranks)
{
    private volatile bool stopRequested; // on this rank

    // The strongest of all wishes counts.
    private enum Wish : byte
    {
        None,
        Stop,
        Cancel,
    }

    /// <summary>Whether all ranks have agreed to stop.</summary>
    public bool IsToStop { get; private set; }

    /// <summary>What ends a run that is cancelled, where the ranks have agreed on that; or this rank wants to.</summary>
    public OperationCanceledException? Cancellation { get; private set; }

    /// <summary>Asks for an end that keeps what was learned. Any thread may.</summary>
    public void RequestStop() => stopRequested = true;

    /// <summary>Whether this rank wants the run to end.</summary>
    /// <param name="step">Steps done.</param>
    public bool IsWanted(long step) => WishAt(step) != Wish.None;

    /// <summary>Tells all ranks what each wants. All call it at the same step.</summary>
    /// <param name="step">Steps done.</param>
    /// <returns>Whether to stop.</returns>
    /// <exception cref="OperationCanceledException">The run is cancelled.</exception>
    public bool Agree(long step)
    {
        Wish agreed = (Wish)ranks.Gather([(byte)WishAt(step)]).Max(wish => wish[0]);
        if (agreed == Wish.Cancel)
            throw Cancellation ??= new OperationCanceledException("Another rank was canceled.");
        return IsToStop |= agreed == Wish.Stop;
    }

    private Wish WishAt(long step)
    {
        if (options.KeepModelOnCancellation && options.CancellationToken.IsCancellationRequested && step > 0)
            stopRequested = true;
        if (stopRequested)
            return Wish.Stop;
        try
        {
            checkAlive();
            return Wish.None;
        }
        catch (OperationCanceledException exception)
        {
            Cancellation = exception;
            return Wish.Cancel;
        }
    }
}
