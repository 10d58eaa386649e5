namespace RnnTrainer.Engines;

/// <summary>
/// A few threads that share the parts of one job after another, with little time lost between jobs: a thread that waits
/// spins for a moment, then sleeps until it is needed. Each takes the next part that nobody has, so that a job is not held
/// up by a thread which a busy machine does not run.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Worker[] workers;
    private Action<int, int> job = (_, _) => { };
    private long next;       // number of parts << 32 | next part: read and counted up in one go
    private int unfinished;  // parts
    private int generation;
    private bool ended;
    private Exception? error;

    /// <param name="size">Threads, the caller's among them.</param>
    public WorkerTeam(int size)
    {
        workers = [.. Enumerable.Range(1, size - 1).Select(member => new Worker(this, member))];
        foreach (Worker worker in workers)
            worker.Start();
    }

    /// <summary>Threads, the caller's among them.</summary>
    public int Size => workers.Length + 1;

    /// <summary>Runs <paramref name="action"/> once for each part, and returns when all are done; rethrows what one throws.</summary>
    /// <param name="count">The number of parts.</param>
    /// <param name="action">What to do, given the part's number and that of the thread, from 0 to <see cref="Size"/> - 1.</param>
    public void Run(int count, Action<int, int> action)
    {
        job = action;
        error = null;
        Volatile.Write(ref unfinished, count);
        Interlocked.Exchange(ref next, (long)count << 32);
        Interlocked.Increment(ref generation);
        foreach (Worker worker in workers)
            worker.WakeIfAsleep();

        RunParts(member: 0);
        SpinWait wait = default;
        while (Volatile.Read(ref unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (error is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
    }

    public void Dispose()
    {
        ended = true;
        Interlocked.Increment(ref generation);
        foreach (Worker worker in workers)
            worker.Dispose();
    }

    private void RunParts(int member)
    {
        while (true)
        {
            long ticket = Interlocked.Increment(ref next) - 1;
            int part = (int)ticket, parts = (int)(ticket >> 32);
            if (part >= parts)
                return;
            try
            {
                job(part, member);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref error, exception, null);
            }
            Interlocked.Decrement(ref unfinished);
        }
    }

    private sealed class Worker(WorkerTeam team, int member) : IDisposable
    {
        private readonly SemaphoreSlim wake = new(0);
        private Thread? thread;
        private int asleep;
        private int seen;

        public void Start()
        {
            thread = new Thread(Work) { IsBackground = true, Name = $"RNN training {member}" };
            thread.Start();
        }

        public void WakeIfAsleep()
        {
            if (Interlocked.Exchange(ref asleep, 0) == 1)
                wake.Release();
        }

        public void Dispose()
        {
            WakeIfAsleep();
            thread!.Join();
            wake.Dispose();
        }

        private void Work()
        {
            while (true)
            {
                AwaitNextJob();
                seen = Volatile.Read(ref team.generation);
                if (team.ended)
                    return;
                team.RunParts(member);
            }
        }

        private void AwaitNextJob()
        {
            for (int spin = 0; Volatile.Read(ref team.generation) == seen; spin++)
            {
                if (spin < SpinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                    continue;
                }
                // Whoever sets the flag back owns the permit: the caller gives one, or this thread needs none.
                Interlocked.Exchange(ref asleep, 1);
                if (Volatile.Read(ref team.generation) == seen || Interlocked.Exchange(ref asleep, 0) == 0)
                    wake.Wait();
            }
        }
    }
}
