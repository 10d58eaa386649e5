using System.Diagnostics;

namespace RnnTrainer.Tests.Spilling;

/// <summary>What goes wrong with the disk is one clear error, and nothing is left behind.</summary>
[TestClass]
public sealed class SpillErrorTests
{
    private static readonly RnnOptions Options = ToySequences.Options with
    {
        HiddenSize = 4,
        BatchSize = 500,
        Epochs = 2,
        Spill = DiskStore.Smallest
    };

    [TestMethod]
    public void AFolderThatCannotBeMadeOrWrittenIsNamed()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("file", "");
        List<string> bad = [file, Path.Combine(file, "within")];
        if (OperatingSystem.IsLinux())
            bad.Add("/proc/spill"); // where not even root may write
        foreach (string path in bad)
        {
            IOException error = Assert.ThrowsExactly<IOException>(() => Fit(path));
            Assert.StartsWith($"Cannot write to the spill folder '{path}': ", error.Message);
            Assert.EndsWith("Set RnnSpill.Folder to another.", error.Message);
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(null)]
    [DataRow(4)] // files, of which each has a quarter of the rows
    public void AFullDiskIsOneErrorWithNeededAndFreeBytes(int? shards)
    {
        using TemporaryFolder folder = new();
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.FullPath))
            Assert.Inconclusive("Only root can mount a small disk: run the tests as root.");
        try
        {
            IOException error = Assert.ThrowsExactly<IOException>(() => Fit(folder.FullPath, options => options with
            {
                Distributed = shards is null ? null : new() { Shards = shards, AllowSingleProcess = true },
            }));
            // 20,000 rows of 60 bytes, and what is left free at the end of blocks.
            Assert.AreEqual($"The rows need about 1.1 MB on the disk of '{folder.FullPath}'; 0.3 MB were written and 0.0 MB are free. "
                + "Free space there, or set RnnSpill.Folder to another disk.", error.Message);
            AssertNothingIsLeft(folder.FullPath);
        }
        finally
        {
            Assert.IsTrue(TryRun("umount", folder.FullPath));
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)] // where the file can be found though it has no name
    [DataRow(null)]
    [DataRow(0.1f)]
    public void AFileThatIsCutShortIsOneError(float? validationFraction)
    {
        using TemporaryFolder folder = new();
        IOException error = Assert.ThrowsExactly<IOException>(() => Fit(folder.FullPath, options => options with
        {
            ValidationFraction = validationFraction,
            ProgressSteps = 1,
            Progress = report => Cut(report.Step),
        }));
        Assert.StartsWith($"The spill file in '{folder.FullPath}' was cut to 8192 bytes while in use; it had ", error.Message);
        AssertNothingIsLeft(folder.FullPath);

        void Cut(long step)
        {
            if (step != (validationFraction is null ? 1 : 35)) // 40 steps an epoch, 36 where rows are held out
                return;
            DiskStore.Cut(folder.FullPath);
        }
    }

    [TestMethod]
    public void NothingIsLeftWhenTrainingEndsOrIsCancelledOrFails()
    {
        using TemporaryFolder folder = new();
        Fit(folder.FullPath);
        AssertNothingIsLeft(folder.FullPath);

        using CancellationTokenSource reading = new(), training = new();
        Assert.ThrowsExactly<OperationCanceledException>(() =>
            Fit(folder.FullPath, options => options with { CancellationToken = reading.Token }, CancelAt(10_000, reading)));
        AssertNothingIsLeft(folder.FullPath);
        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(folder.FullPath, options => options with
        {
            CancellationToken = training.Token,
            ProgressSteps = 1,
            Progress = report => training.Cancel(),
        }));
        AssertNothingIsLeft(folder.FullPath);
        Assert.ThrowsExactly<TimeoutException>(() => Fit(folder.FullPath, options => options,
            row => row == 10_000 ? throw new TimeoutException() : true));
        AssertNothingIsLeft(folder.FullPath);
        Assert.ThrowsExactly<RnnOptionException>(() => Fit(folder.FullPath, options => options with { ValidationFraction = 1e-9f }));
        AssertNothingIsLeft(folder.FullPath);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void NothingIsLeftOfAProcessThatIsKilled()
    {
        using TemporaryFolder checkpoints = new(), folder = new();
        using Process victim = ChildProcess.StartProgram("tests/TrainingVictim", "TrainingVictim", checkpoints.FullPath, folder.FullPath);
        while (victim.StandardOutput.ReadLine()?.StartsWith("step ", StringComparison.Ordinal) == false)
            ;
        Assert.HasCount(1, DiskStore.OpenFiles(folder.FullPath, victim.Id));
        victim.Kill();
        victim.WaitForExit();
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));
    }

    private static Func<int, bool> CancelAt(int wanted, CancellationTokenSource source) => row =>
    {
        if (row == wanted)
            source.Cancel();
        return true;
    };

    private static RnnTransformer Fit(string folder, Func<RnnOptions, RnnOptions>? change = null, Func<int, bool>? each = null)
    {
        MLContext ml = new(1);
        IDataView rows = ToySequences.Data(ml, 20_000);
        int row = 0;
        if (each is not null)
            rows = ml.Data.FilterByCustomPredicate<ToySequences.Row>(rows, _ => !each(row++));
        RnnOptions options = Options with { Spill = new() { PoolMegabytes = 1, Folder = folder } };
        return new RnnEstimator(ml, change?.Invoke(options) ?? options).Fit(rows);
    }

    private static void AssertNothingIsLeft(string folder)
    {
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder));
        if (OperatingSystem.IsLinux())
            Assert.IsEmpty(DiskStore.OpenFiles(folder));
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
