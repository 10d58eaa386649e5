using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>SIGINT, which Ctrl-C sends, and SIGTERM end training alike.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
public sealed class TrainCancellationTests
{
    // Longer than any test waits.
    private static readonly string[] Long = ["--steps", "10000000", "--seed", "1"];

    [TestMethod]
    [DataRow("TERM")]
    [DataRow("INT")]
    public void ASignalEndsTrainingWithinABatchAndKeepsTheModel(string signal)
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");

        ChildProcess child = Cancelled(signal, "step     0", ["train", .. Long, "--model", model]);

        long step = RecordIn(model).GetProperty("cancelledAtStep").GetInt64();
        string expected = $"rnn-samples: Cancelled after step {step} of 10000000 (epoch {1 + ((step - 1) / 1200)}). "
            + $"The network of step {step} was saved in '{model}' without evaluation.";
        Assert.AreEqual(expected, OneLine(child.Error).Trim());
        Assert.AreEqual(step, Load(model).History[^1].Step);
        Assert.DoesNotContain("On all test digits", child.Output);
        Assert.DoesNotContain("Time: ", child.Output);
        CollectionAssert.AreEqual(new[] { model }, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void ACancelledRunWithCheckpointsCanGoOn()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");
        string[] arguments = ["train", "--json", .. Long, "--checkpoint", folder.PathOf("run"), "--model", model];

        ChildProcess child = Cancelled("TERM", "{", arguments);

        Assert.Contains("To continue, run the same command with --resume.", OneLine(child.Error));
        JsonElement end = JsonDocument.Parse(child.Lines[^1]).RootElement;
        Assert.AreEqual("cancelled", end.GetProperty("outcome").GetString());
        Assert.AreEqual(JsonValueKind.Null, end.GetProperty("testAccuracy").ValueKind);
        long before = RecordIn(model).GetProperty("cancelledAtStep").GetInt64();
        ChildProcess again = Cancelled("TERM", "{", [.. arguments, "--resume"]);
        Assert.StartsWith("Resuming from ", again.Error);
        Assert.IsGreaterThan(before, RecordIn(model).GetProperty("cancelledAtStep").GetInt64());
    }

    /// <summary>With validation the best epoch's network is saved, and so its history ends there.</summary>
    [TestMethod]
    public void TheBestByValidationIsKept()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");
        // Such a learning rate throws the network about: sooner or later an epoch is not the best.
        string[] layers = ["--preset", "tutorial", "--hidden-size", "8", "--learning-rate", "0.2"];
        string[] run = ["--epochs", "100000", "--batch-size", "1000", "--validation", "0.5"];

        ChildProcess child = Cancelled("TERM", "epoch   3", [.. layers, .. run, "--model", model]);

        RnnTransformer network = Load(model);
        Assert.Contains($"The network of epoch {network.BestEpoch}, the best by validation loss, was saved", OneLine(child.Error));
        Assert.HasCount(network.BestEpoch!.Value, network.History);
        Assert.AreEqual(network.History.Min(epoch => epoch.ValidationLoss), network.History[^1].ValidationLoss);
    }

    [TestMethod]
    public void ASecondSignalLeavesNothingHalfWritten()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");
        Cancelled("TERM", "step     0", [.. Long, "--model", model], count: 2);
        string[] left = Directory.GetFileSystemEntries(folder.FullPath);
        CollectionAssert.IsSubsetOf(left, new[] { model });
        if (left.Length > 0)
            Load(model);
    }

    /// <summary>Native libraries that are being loaded do not survive an ordinary exit: one in four died of SIGABRT.</summary>
    [TestMethod]
    public void WhileLibtorchLoadsASecondSignalEndsItAsAnyOther()
    {
        using TemporaryFolder folder = new();
        foreach (int wait in Enumerable.Range(0, 12).Select(turn => 40 * turn))
        {
            using SignalledProcess process = Start(["train", .. Long, "--engine", "torch", "--model", folder.PathOf("model.zip")]);
            process.WaitForLine("Training ");
            Thread.Sleep(wait); // milliseconds: libtorch takes half a second or more
            process.Signal("TERM");
            process.Signal("TERM");
            ChildProcess child = process.WaitForExit();
            Assert.AreEqual(130, child.ExitCode, $"after {wait} ms: {child.Error}");
        }
    }

    [TestMethod]
    public void BeforeTheFirstStepThereIsNothingToSave()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");
        ChildProcess child = Cancelled("TERM", "Training ", [.. Long, "--model", model]);
        // On a fast machine the first step may be over.
        Assert.Contains(File.Exists(model) ? "Cancelled after step " : "Cancelled; no file was written.", OneLine(child.Error));
    }

    private static ChildProcess Cancelled(string signal, string after, string[] arguments, int count = 1)
    {
        using SignalledProcess process = Start(arguments);
        process.WaitForLine(after);
        for (int i = 0; i < count; i++)
            process.Signal(signal);
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        return child;
    }
}
