using System.Diagnostics;

namespace RnnTrainer.Ranks;

/// <summary>Acts where this process waits too long for another rank: MPI itself would wait for ever.</summary>
/// <param name="expired">Gets the rank that was waited for, and the limit.</param>
/// <param name="left">Gets the exit code of a process that could not leave in time.</param>
internal sealed class WaitWatch(Action<int, TimeSpan> expired, Action<int> left)
{
    // A process that has failed has said why, and lets the others say what they have to.
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(4);

    private const int None = -1;

    private Thread? thread;
    private TimeSpan limit = Timeout.InfiniteTimeSpan;
    private int peer, leavingCode = None;
    private long since; // 0: nothing is waited for

    /// <summary>Sets how long one wait may take.</summary>
    public void Limit(TimeSpan longest)
    {
        limit = longest;
        if (thread is null)
        {
            thread = new Thread(Watch) { IsBackground = true, Name = nameof(WaitWatch), Priority = ThreadPriority.AboveNormal };
            thread.Start();
        }
    }

    /// <summary>A wait begins.</summary>
    /// <param name="rank">Whom it is for.</param>
    public void Begin(int rank)
    {
        peer = rank;
        Volatile.Write(ref since, Stopwatch.GetTimestamp());
    }

    /// <summary>The wait is over.</summary>
    public void End() => Volatile.Write(ref since, 0);

    /// <summary>The process leaves the others with an exit code, which must not take long after a failure.</summary>
    public void BeginToLeave(int exitCode)
    {
        leavingCode = exitCode;
        Limit(exitCode == 0 ? Timeout.InfiniteTimeSpan : TimeToLeave);
        Begin(rank: 0);
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(100);
            long begin = Volatile.Read(ref since);
            TimeSpan longest = limit;
            if (begin == 0 || longest == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(begin) <= longest)
                continue;
            if (leavingCode == None)
                expired(peer, longest);
            else
                left(leavingCode);
            return;
        }
    }
}
