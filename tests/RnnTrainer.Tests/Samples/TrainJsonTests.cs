using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary><c>train --json</c>, and early stopping, which it shows too.</summary>
[TestClass]
public sealed class TrainJsonTests
{
    private static readonly string[] Small = ["--preset", "gru", "--hidden-size", "8", "--batch-size", "2000", "--validation", "0.1"];

    // No epoch is better by so much: the run ends after the second, with the weights of the first.
    private static readonly string[] Early = ["--epochs", "5", "--early-stopping", "patience=1:min-delta=5"];

    [TestMethod]
    public void EachEpochAndTheEndAreALineOfJsonAndNothingElseIsWritten()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");
        ChildProcess child = Run(["train", "--json", .. Small, .. Early, "--model", model]).Succeeded();

        Assert.AreEqual("", child.Error);
        JsonElement[] lines = [.. child.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.HasCount(3, lines);
        const string keys = "epoch step totalSteps loss accuracy validationLoss validationAccuracy testLoss testAccuracy learningRate "
            + "gradientNorm rowsPerSecond elapsedSeconds remainingSeconds isBest";
        RnnTransformer network = Load(model);
        foreach ((JsonElement line, RnnEpoch epoch) in lines.Zip(network.History))
        {
            Assert.AreEqual(keys, string.Join(' ', line.EnumerateObject().Select(property => property.Name)));
            double[] numbers = [.. new[] { "epoch", "step", "loss", "accuracy", "validationLoss",
                "validationAccuracy" }.Select(key => line.GetProperty(key).GetDouble())];
            // As in the tables, the first step is step 0.
            double[] expected =
                [epoch.Epoch, epoch.Step - 1, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss!.Value, epoch.ValidationAccuracy!.Value];
            CollectionAssert.AreEqual(expected, numbers);
            Assert.AreEqual(epoch.Epoch == 1, line.GetProperty("isBest").GetBoolean());
        }
        JsonElement end = lines[^1];
        Assert.AreEqual("stopped early", end.GetProperty("outcome").GetString());
        Assert.AreEqual(model, end.GetProperty("model").GetString());
        Assert.AreEqual(new FileInfo(model).Length, end.GetProperty("bytes").GetInt64());
        Assert.AreEqual(1, end.GetProperty("bestEpoch").GetInt32());
        Assert.IsInRange(1e-9, 1e-5, end.GetProperty("torchDifference").GetDouble());
        // The first epoch's weights came back, so what was measured after it holds at the end.
        Assert.AreEqual(lines[0].GetProperty("testAccuracy").GetDouble(), end.GetProperty("testAccuracy").GetDouble());
        Assert.AreNotEqual(lines[1].GetProperty("testLoss").GetDouble(), end.GetProperty("testLoss").GetDouble());
    }

    [TestMethod]
    public void ARunInStepsIsALineForEachTest()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run("--json", "--steps", "502", "--model", folder.PathOf("model.zip")).Succeeded();
        JsonElement[] lines = [.. child.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        CollectionAssert.AreEqual(new[] { 0, 500, 501 }, lines[..^1].Select(line => line.GetProperty("step").GetInt32()).ToArray());
        Assert.AreEqual(502, lines[^1].GetProperty("steps").GetInt32());
    }

    [TestMethod]
    public void ARefusalIsStillOneLine()
    {
        using TemporaryFolder folder = new();
        AssertRefused(3, "There is no data folder", Run("--json", "--data", folder.PathOf("none"), "--model", folder.PathOf("model.zip")));
    }

    [TestMethod]
    public void EarlyStoppingSaysWhenItStoppedAndWhichEpochIsTheBest()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run(["train", .. Small, .. Early, "--model", folder.PathOf("model.zip")]).Succeeded();
        Assert.Contains("Stopped early at epoch 2: validation loss has not improved since epoch 1. The network is the one of epoch "
            + "1, the best by validation loss.", child.Lines);
        double[][] rows = Rows(child, line => line.StartsWith("| epoch |", StringComparison.Ordinal)
            && line.Contains("| validation loss | validation accuracy |", StringComparison.Ordinal));
        Assert.HasCount(2, rows);
        foreach (double[] row in rows)
        {
            string line = child.Lines.Single(text => text.StartsWith($"epoch {row[0],3}:", StringComparison.Ordinal));
            Assert.Contains(FormattableString.Invariant(
                $"validation {row[3]:0.0000} {100 * row[4]:0.00}%, test {row[5]:0.0000} {100 * row[6]:0.00}%"), line);
        }
    }
}
