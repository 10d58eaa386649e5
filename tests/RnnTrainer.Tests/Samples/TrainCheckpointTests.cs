using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Runs with checkpoints: killed, resumed, and refused where they do not fit.</summary>
[TestClass]
public sealed class TrainCheckpointTests
{
    private static readonly string[] Network =
        ["train", "--preset", "gru", "--hidden-size", "8", "--batch-size", "500", "--epochs", "4", "--validation", "0.1"];

    [TestMethod]
    public void AKilledAndResumedRunGivesTheSameBits()
    {
        using TemporaryFolder folder = new();
        string whole = folder.PathOf("whole.zip"), resumed = folder.PathOf("resumed.zip");
        string[] again = [.. Network, "--checkpoint", folder.PathOf("run"), "--resume", "--model", resumed];

        // The same command line begins, and goes on. Where the tests are held up it may end before it is killed: then another begins.
        for (int victims = 1; KilledTooLate(again, resumed); victims++)
        {
            Assert.IsLessThan(10, victims);
            File.Delete(resumed);
            Directory.Delete(folder.PathOf("run"), recursive: true);
        }
        ChildProcess child = Run(again).Succeeded();
        Run([.. Network, "--model", whole]).Succeeded();

        Assert.ContainsSingle(line => line.StartsWith("Resuming from ", StringComparison.Ordinal), child.Lines);
        Assert.DoesNotContain(line => line.StartsWith("epoch   1", StringComparison.Ordinal), child.Lines);
        Assert.StartsWith("|     1 | ", child.Lines.SkipWhile(line => line != "Each epoch").Skip(3).First());
        RnnTransformer one = Load(whole), other = Load(resumed);
        CollectionAssert.AreEqual(one.History.ToArray(), other.History.ToArray());
        foreach (string name in one.Model.ParameterNames)
            Assert.IsTrue(one.Model.GetParameter(name).SequenceEqual(other.Model.GetParameter(name)), name);

        // A run that has ended comes back at once, with its model.
        ChildProcess ended = Run(again).Succeeded();
        Assert.Contains("The checkpoint is of a finished run; there was nothing left to train.", ended.Lines);
        ChildProcess refused = Run([.. again.Where(argument => argument != "--resume")]);
        AssertRefused(2, "already has checkpoints, the newest 'checkpoint-000000432.rnnckpt'. Add --resume", refused);
        ChildProcess another = Run([.. again.Select(argument => argument == "8" ? "9" : argument)]);
        Assert.AreEqual(2, another.ExitCode, another.Error);
        Assert.Contains(": network was 1 layer of ", OneLine(another.Error));
        Assert.Contains("Resume with the data and options of that run", another.Error);
    }

    [TestMethod]
    public void WhatCannotBeResumedIsOneLine()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("file", "not a folder");
        string none = folder.PathOf("none"), model = folder.PathOf("model.zip");
        AssertRefused(2, "--resume needs --checkpoint", Run("--resume", "--model", model));
        AssertRefused(2, "--checkpoint-epochs needs --checkpoint", Run("--checkpoint-epochs", "2", "--model", model));
        AssertRefused(2, "--checkpoint-minutes must be a number above 0, but is '0'.",
            Run("--checkpoint", none, "--checkpoint-minutes", "0"));
        AssertRefused(3, $"There is no checkpoint '{none}'", Run("--resume", none, "--model", model));
        AssertRefused(3, "--checkpoint must be a folder, but", Run("--checkpoint", file, "--model", model));
        CollectionAssert.AreEqual(new[] { file }, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void AFileThatIsNoCheckpointIsRefused()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("checkpoint-000000001.rnnckpt", "not a checkpoint");
        ChildProcess child = Run("--steps", "1", "--resume", file, "--model", folder.PathOf("model.zip"));
        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains($"The checkpoint '{file}' is damaged", OneLine(child.Error));
    }

    private static bool KilledTooLate(string[] arguments, string model)
    {
        using SignalledProcess victim = Start(arguments);
        victim.WaitForLine("epoch   1");
        victim.Kill();
        return File.Exists(model);
    }
}
