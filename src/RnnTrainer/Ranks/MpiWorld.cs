using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>
/// The processes that a launcher started together, of which this is one. MPI is initialized when it is first needed, once a process, and
/// finalized when the process exits.
/// </summary>
internal sealed class MpiWorld
{
    /// <summary>
    /// Exit code of a process that ends as it waited too long for another: EX_TEMPFAIL of sysexits.h, to be tried again.
    /// </summary>
    public const int TimeoutExitCode = 75;

    /// <summary>How long a launcher is given to pass on a process's last line; what it has not when it ends all is lost.</summary>
    public static readonly TimeSpan TimeToBeHeard = TimeSpan.FromSeconds(1);

    private static readonly Lazy<MpiWorld> World = new(() => new MpiWorld());

    private readonly MpiLibrary mpi;
    private readonly WaitWatch watch;
    private readonly MpiTransport transport;
    private int runs; // 0 or 1

    private MpiWorld()
    {
        (mpi, bool isOurs) = FaultHandlers.Keep(() =>
        {
            MpiLibrary library = MpiLibrary.Load(MpiLauncher.Libraries);
            return (library, library.Initialize());
        });
        watch = new WaitWatch(EndAfterWait, EndNow);
        if (isOurs)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave();
        transport = new MpiTransport(mpi, watch);
        if (MpiLauncher.Size is { } started && started != transport.Size)
        {
            throw new InvalidOperationException($"The launcher started {started} processes, but '{mpi.Name}' sees {transport.Size}: "
                + $"it is not the launcher's library. Set {MpiLibrary.Variable} to that library.");
        }
    }

    /// <summary>The world of this process.</summary>
    /// <exception cref="InvalidOperationException">There is no MPI library, or it is not the launcher's.</exception>
    public static MpiWorld Current => World.Value;

    /// <summary>The library's file, as it was loaded.</summary>
    public string LibraryName => mpi.Name;

    /// <summary>Which process this is, from 0.</summary>
    public int Rank => transport.Rank;

    /// <summary>Processes.</summary>
    public int Size => transport.Size;

    /// <summary>Begins a run of all processes, one at a time.</summary>
    /// <param name="timeout">The longest that this process waits for another before it ends.</param>
    /// <exception cref="InvalidOperationException">Another run is under way in this process.</exception>
    public MpiRun Begin(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref runs, 1) == 1)
        {
            throw new InvalidOperationException(
                "Another Fit in this process is training over MPI. Run them one after the other, in the same order on every rank.");
        }
        watch.Limit(timeout);
        return new MpiRun(new RankGroup(transport), () => Volatile.Write(ref runs, 0));
    }

    // A run that is under way may be in a call on another thread; the launcher ends the others of a process that leaves without a word.
    private void Leave()
    {
        if (Volatile.Read(ref runs) == 1)
            return;
        watch.BeginToLeave(Environment.ExitCode);
        mpi.Complete();
        watch.End();
    }

    private void EndAfterWait(int rank, TimeSpan limit)
    {
        Console.Error.WriteLine(FormattableString.Invariant(
            $"Rank {Rank} of {Size} ends: it waited {limit.TotalSeconds:0.#} s for rank {rank}, which is hung, dead or slow. ")
            + "Start the same command again, or set a longer RnnMpi.Timeout.");
        Thread.Sleep(TimeToBeHeard);
        EndNow(TimeoutExitCode);
    }

    // Without the exit handlers of a library that may be what hangs.
    private static void EndNow(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            Environment.FailFast($"exit code {exitCode}");
        else
            EndUnix(exitCode);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void EndUnix(int exitCode);
}
