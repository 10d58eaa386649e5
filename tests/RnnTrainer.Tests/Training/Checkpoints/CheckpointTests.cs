using System.IO.Hashing;
using RnnTrainer.Files;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>Laws of checkpoint files and their folder.</summary>
[TestClass]
public sealed class CheckpointTests
{
    private const int HeadLength = 12; // magic, version

    private static readonly byte[] Saved = Save();

    [TestMethod]
    public void WhatIsReadIsWhatWasWritten()
    {
        using MemoryStream stream = new();
        CheckpointFormat.Write(new BinaryWriter(stream), Read(Saved));
        CollectionAssert.AreEqual(Saved, stream.ToArray());
    }

    [TestMethod]
    public void EveryTruncationAndAdditionIsRefused()
    {
        for (int length = 0; length < Saved.Length; length++)
            Assert.ThrowsExactly<FormatException>(() => Read(Saved[..length]), $"cut at {length}");
        Assert.ThrowsExactly<FormatException>(() => Read([.. Saved, 0]));
    }

    [TestMethod]
    public void EveryAlteredBitIsRefused()
    {
        byte[] altered = [.. Saved];
        for (int bit = 0; bit < 8 * altered.Length; bit++)
        {
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<FormatException>(() => Read(altered), $"bit {bit}");
            altered[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [TestMethod]
    public void AFileMadeToDeceiveIsLoadedOrRefusedAndAllocatesNoMoreThanItHolds()
    {
        for (int i = HeadLength + sizeof(int); i < Saved.Length - sizeof(ulong); i++)
        {
            foreach (byte value in new byte[] { 0x00, 0x7f, 0x80, 0xff })
            {
                byte[] altered = [.. Saved];
                altered[i] = value;
                Seal(altered);
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    Read(altered);
                }
                catch (FormatException)
                {
                }
                Assert.IsLessThan(2_000_000, GC.GetAllocatedBytesForCurrentThread() - before, $"byte {i} = {value:x2}");
            }
        }
    }

    [TestMethod]
    public void ACheckpointWithoutParametersThatClaimsVectorsWithoutEndIsRefused()
    {
        Checkpoint empty = Read(Saved) with { Parameters = [], OptimizerState = [], Best = new(0, 0, 0, null) };
        using MemoryStream stream = new();
        CheckpointFormat.Write(new BinaryWriter(stream), empty);
        byte[] forged = stream.ToArray();
        int place = forged.AsSpan().IndexOf("OPTM"u8) + SectionWriter.TagLength + sizeof(int);
        BitConverter.TryWriteBytes(forged.AsSpan(place + sizeof(int) + sizeof(long)), int.MaxValue);
        Seal(forged);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsExactly<FormatException>(() => Read(forged));
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void OnlyTheNewestAreKeptAndNoTemporaryFileIsLeft()
    {
        using TemporaryFolder folder = new();
        folder.Write("checkpoint-000000003.rnnckpt.abcdefgh.rnn.tmp", [1, 2, 3]);
        folder.Write("notes.txt", "mine");
        Fit(folder, new RnnCheckpoints { Folder = folder.FullPath, Keep = 2 }, epochs: 5);
        CollectionAssert.AreEqual(new[] { "checkpoint-000000044.rnnckpt", "checkpoint-000000055.rnnckpt", "notes.txt" }, Names(folder));
    }

    [TestMethod]
    public void EveryFewEpochsAndAtTheEnd()
    {
        using TemporaryFolder folder = new();
        Fit(folder, new RnnCheckpoints { Folder = folder.PathOf("new", "folder"), EveryEpochs = 2, Keep = 10 }, epochs: 5);
        CollectionAssert.AreEqual(new[] { "checkpoint-000000022.rnnckpt", "checkpoint-000000044.rnnckpt", "checkpoint-000000055.rnnckpt" },
            Names(folder));
    }

    [TestMethod]
    public void EveryFewMinutesInMidEpochToo()
    {
        using TemporaryFolder folder = new();
        Fit(folder, new RnnCheckpoints { Folder = folder.FullPath, EveryEpochs = null, EveryMinutes = 1e-9, Keep = 100 }, epochs: 2);
        Assert.HasCount(22, Names(folder));
    }

    [TestMethod]
    public void AFolderWithCheckpointsOfAnotherRunIsRefused()
    {
        using TemporaryFolder folder = new();
        RnnCheckpoints checkpoints = new() { Folder = folder.FullPath };
        Fit(folder, checkpoints, epochs: 1);
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => Fit(folder, checkpoints, epochs: 1));
        Assert.AreEqual(nameof(RnnOptions.Checkpoints), error.Option);
        StringAssert.Contains(error.Message, "checkpoint-000000011.rnnckpt");
        StringAssert.Contains(error.Message, "ResumeFrom");
    }

    [TestMethod]
    public void TwoRunsCannotHaveOneFolderAtATime()
    {
        using TemporaryFolder folder = new();
        RnnOptions options = VictimRun.Options with
        {
            Epochs = 1,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath
        };
        IOException? refused = null;
        VictimRun.Fit(options with
        {
            ProgressSteps = 1,
            Progress = report => refused ??= Assert.ThrowsExactly<IOException>(() => VictimRun.Fit(options)),
        });
        StringAssert.Contains(refused!.Message, "in use by another run");
        StringAssert.Contains(refused.Message, folder.FullPath);
        VictimRun.Fit(options);
        CollectionAssert.AreEqual(new[] { "checkpoint-000000011.rnnckpt" }, Names(folder),
            "the first run's work is there, and nothing else");

        // What a killed process leaves does not keep the next out; nor does a run that failed.
        folder.Write("checkpoints.lock", "");
        Assert.ThrowsExactly<RnnOptionException>(() => VictimRun.Fit(options with { ResumeFrom = null }));
        RnnOptions failing = options with { ResumeFrom = null, Checkpoints = new RnnCheckpoints { Folder = folder.PathOf("failing") } };
        Assert.ThrowsExactly<TimeoutException>(() => VictimRun.Fit(
            failing with { Epochs = 2, Progress = _ => throw new TimeoutException() }));
        VictimRun.Fit(options with
        {
            Epochs = 2,
            Checkpoints = new RnnCheckpoints { Folder = folder.PathOf("failing") },
            ResumeFrom = folder.PathOf("failing")
        });
    }

    [TestMethod]
    public void AFolderThatCannotBeMadeIsRefusedAtTheStart()
    {
        using TemporaryFolder folder = new();
        folder.Write("file", "mine");
        IOException error = Assert.ThrowsExactly<IOException>(() =>
            Fit(folder, new RnnCheckpoints { Folder = folder.PathOf("file") }, epochs: 1));
        StringAssert.Contains(error.Message, folder.PathOf("file"));
        Assert.AreEqual("mine", File.ReadAllText(folder.PathOf("file")));
    }

    // Makes the checksum right again.
    private static void Seal(byte[] file)
    {
        ReadOnlySpan<byte> payload = file.AsSpan(HeadLength + sizeof(int), file.Length - HeadLength - sizeof(int) - sizeof(ulong));
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - sizeof(ulong)), XxHash3.HashToUInt64(payload));
    }

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.FullPath, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

    private static void Fit(TemporaryFolder folder, RnnCheckpoints checkpoints, int epochs)
    {
        Assert.IsTrue(Directory.Exists(folder.FullPath));
        VictimRun.Fit(VictimRun.Options with { Epochs = epochs, Checkpoints = checkpoints });
    }

    private static byte[] Save()
    {
        using TemporaryFolder folder = new();
        // Stopped in the second of its epochs: every field has something to say.
        VictimRun.Fit(VictimRun.Options with
        {
            Epochs = 2,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath, Keep = 1 },
            ProgressSteps = 1,
            Progress = report =>
            {
                if (report.Step == 15)
                    report.RequestStop();
            },
        });
        return File.ReadAllBytes(folder.PathOf("checkpoint-000000015.rnnckpt"));
    }

    private static Checkpoint Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return CheckpointFormat.Read(new BoundedReader(stream));
    }
}
