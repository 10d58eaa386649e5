namespace RnnTrainer.Samples;

/// <summary>
/// Work of a moment, or which the first Ctrl-C ends in a moment, that the process does not end in the middle of. A second Ctrl-C ends
/// the program at once, but a file under way is written to its end, and none is begun.
/// </summary>
internal static class UninterruptedWork
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly object gate = new();
    private static int working;
    private static bool isEnding;

    static UninterruptedWork() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Finish();

    /// <summary>Does the work.</summary>
    /// <exception cref="OperationCanceledException">The process is ending.</exception>
    public static void Do(Action work)
    {
        lock (gate)
        {
            if (isEnding)
                throw new OperationCanceledException();
            working++;
        }
        try
        {
            work();
        }
        finally
        {
            lock (gate)
            {
                working--;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Waits for the work under way, and lets none begin: the process is ending.</summary>
    public static void Finish()
    {
        lock (gate)
        {
            isEnding = true;
            while (working > 0 && Monitor.Wait(gate, Patience))
            {
            }
        }
    }
}
