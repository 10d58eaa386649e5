using System.Runtime.InteropServices;
using RnnTrainer.Tests.Training.Checkpoints;

namespace RnnTrainer.Tests.Ranks;

/// <summary>
/// Trains with checkpoints after every step, and resumes from there when it is started again. Each rank says its process's number; the
/// first one prints a line after each step, and at the end what was learnt.
/// </summary>
internal static class Victim
{
    private const int FileSize = 1, FileTooLarge = 25; // RLIMIT_FSIZE and SIGXFSZ of Linux
    private const nint Ignore = 1;

    /// <param name="folder">The folder of the checkpoints.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="fault">What happens on the first rank: "throw", "full disk" or "none".</param>
    /// <param name="step">At which step.</param>
    public static void Run(string folder, TimeSpan timeout, string fault, int step)
    {
        Console.WriteLine($"rank {RnnMpi.Rank} is {Environment.ProcessId}");
        RnnTransformer model = VictimRun.Fit(RankedVictim.Options with
        {
            Distributed = new RnnMpi { Timeout = timeout },
            Checkpoints = new RnnCheckpoints { Folder = folder, EveryMinutes = 1e-9 },
            ResumeFrom = folder,
            ProgressSteps = 1,
            Progress = Report,
        });
        if (RnnMpi.IsFirst)
            Console.WriteLine(VictimRun.Result(model));

        void Report(RnnProgress report)
        {
            Console.WriteLine($"step {report.Step}");
            if (report.Step < step)
                return;
            if (fault == "throw")
                throw new InvalidOperationException("The report fails.");
            if (fault == "full disk")
                FillDisk();
        }
    }

    // A limit on the size of files is met as a full disk is.
    private static void FillDisk()
    {
        _ = Handle(FileTooLarge, Ignore);
        _ = Limit(FileSize, [100, 100]);
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint Handle(int signal, nint handler);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Limit(int resource, ulong[] softAndHard);
}
