using System.Diagnostics;
using System.Globalization;
using RnnTrainer.Tests.Training.Checkpoints;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Whatever happens to one rank ends all in time, and the same command goes on from there, on any number of ranks.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FaultTests
{
    // The second is far beyond what a fault takes that the launcher, or the rank itself, sees.
    private const int Timeout = 6, LongTimeout = 120;

    // What a machine busy with other things does not exceed every time.
    private const int Attempts = 3;

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void EveryFaultEndsAllRanksAndTheSameCommandResumes(object mpi)
    {
        MpiInstallation launcher = (MpiInstallation)mpi;
        using TemporaryFolder folder = new();
        long step = Killed(launcher, folder.FullPath, ranks: 2, rank: 1, from: 0);
        step = Killed(launcher, folder.FullPath, ranks: 3, rank: 0, step);
        step = Stopped(launcher, folder.FullPath, ranks: 2, rank: 1, step);
        step = Stopped(launcher, folder.FullPath, ranks: 3, rank: 0, step);
        step = Failed(launcher, folder.FullPath, ranks: 2, "throw", "The report fails.", step);
        step = Failed(launcher, folder.FullPath, ranks: 2, "full disk", "too large for the file system", step);

        ChildProcess last = launcher.Run(2, "victim", folder.FullPath, "60", "none", "0").Succeeded();
        Assert.IsGreaterThanOrEqualTo(step, FirstStep(last.Lines), "it went on where the last one stopped");
        Assert.AreEqual(VictimRun.Result(VictimRun.Fit(RankedVictim.Options)),
            last.Lines.Single(line => line.StartsWith("result", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void AFailureOfAnyRankIsTheLastWordOfAll(object mpi)
    {
        Stopwatch time = Stopwatch.StartNew();
        ChildProcess program = ((MpiInstallation)mpi).Run(3, "failure", "2");
        Assert.AreNotEqual(0, program.ExitCode);
        Assert.IsLessThan(TimeSpan.FromSeconds(30), time.Elapsed, "it did not wait for the timeout of two minutes");
        StringAssert.Contains(program.Error, "Rank 2 of 3 failed, which ends all ranks: System.IO.InvalidDataException: row 17 is broken");
    }

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void AProgramThatEndsOnOneRankDoesNotKeepTheOthersWaiting(object mpi)
    {
        Stopwatch time = Stopwatch.StartNew();
        ChildProcess program = ((MpiInstallation)mpi).Run(2, "leave", "1");
        Assert.AreNotEqual(0, program.ExitCode);
        Assert.IsLessThan(TimeSpan.FromSeconds(30), time.Elapsed, "it did not wait for the timeout of two minutes");
    }

    private static long Killed(MpiInstallation mpi, string folder, int ranks, int rank, long from)
    {
        (long step, TimeSpan took) = Signalled(mpi, folder, ranks, rank, "KILL", LongTimeout, from);
        Assert.IsLessThan(TimeSpan.FromSeconds(30), took, $"{mpi}, SIGKILL: it did not wait for the timeout");
        return step;
    }

    private static long Stopped(MpiInstallation mpi, string folder, int ranks, int rank, long from)
    {
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int i = 0; i < Attempts && fastest > TimeSpan.FromSeconds(Timeout + 5); i++)
        {
            (from, TimeSpan took) = Signalled(mpi, folder, ranks, rank, "STOP", Timeout, from);
            fastest = took < fastest ? took : fastest;
        }
        Assert.IsLessThan(TimeSpan.FromSeconds(Timeout + 5), fastest, $"{mpi}, SIGSTOP of rank {rank} of {ranks}");
        return from;
    }

    // The last step that was seen, and the time from the signal to the end.
    private static (long Step, TimeSpan Took) Signalled(
        MpiInstallation mpi, string folder, int ranks, int rank, string signal, int timeout, long from)
    {
        using SignalledProcess job = mpi.Start(ranks, "victim", folder, $"{timeout}", "none", "0");
        string step = job.WaitForLine(line => line.StartsWith("step ", StringComparison.Ordinal), "says a step");
        Assert.IsGreaterThanOrEqualTo(from, StepOf(step), $"{mpi}: it went on where the last one stopped");
        string process = job.Lines.Single(line => line.StartsWith($"rank {rank} is ", StringComparison.Ordinal)).Split(' ')[^1];
        for (int i = 0; i < 3; i++)
            step = job.WaitForLine("step ");
        using (Process kill = Process.Start("kill", [$"-{signal}", process]))
            kill.WaitForExit();
        (_, TimeSpan took) = Ended(job, $"{mpi}, {signal} of rank {rank} of {ranks}");
        return (StepOf(step), took);
    }

    private static long Failed(MpiInstallation mpi, string folder, int ranks, string fault, string message, long from)
    {
        using SignalledProcess job = mpi.Start(ranks, "victim", folder, $"{LongTimeout}", fault, $"{from + 4}");
        Assert.IsGreaterThanOrEqualTo(from, StepOf(job.WaitForLine("step ")), $"{mpi}: it went on where the last one stopped");
        job.WaitForLine($"step {from + 4}");
        (ChildProcess ended, TimeSpan took) = Ended(job, $"{mpi}, {fault}");
        Assert.IsLessThan(TimeSpan.FromSeconds(30), took, $"{mpi}, {fault}: it did not wait for the timeout");
        StringAssert.Contains(ended.Error, $"Rank 0 of {ranks} failed, which ends all ranks");
        StringAssert.Contains(ended.Error, message);
        return from + 4;
    }

    private static (ChildProcess Ended, TimeSpan Took) Ended(SignalledProcess job, string what)
    {
        Stopwatch time = Stopwatch.StartNew();
        ChildProcess ended = job.WaitForExit();
        Assert.AreNotEqual(0, ended.ExitCode, $"{what}: {ended.Error}");
        return (ended, time.Elapsed);
    }

    private static long FirstStep(string[] lines) => StepOf(lines.First(line => line.StartsWith("step ", StringComparison.Ordinal)));

    private static long StepOf(string line) => long.Parse(line.AsSpan("step ".Length), CultureInfo.InvariantCulture);
}
