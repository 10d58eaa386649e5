using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console with the presets, each cut short.</summary>
[TestClass]
public sealed class TrainPresetTests
{
    private const string EpochHead = "| epoch |   loss | accuracy | test loss | test accuracy |";
    private const string TutorialHead = "| tutorial cost | tutorial accuracy |";

    [TestMethod]
    [DataRow("simple-rnn", "256 RNN units", RnnCell.Rnn, 256, 1)]
    [DataRow("lstm", "128 LSTM units", RnnCell.Lstm, 128, 1)]
    [DataRow("gru", "128 GRU units", RnnCell.Gru, 128, 1)]
    [DataRow("accurate", "2 layers of 12 LSTM units in both directions", RnnCell.Lstm, 12, 2, "--hidden-size", "12")]
    [DataRow("images", "2 layers of 12 LSTM units in both directions", RnnCell.Lstm, 12, 2, "--hidden-size", "12")]
    public void PresetSaysWhatItTrainsAndSavesThat(
        string preset, string said, RnnCell cell, int units, int layers, params string[] changes)
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");

        string[] arguments = ["train", "--preset", preset, "--steps", "30", "--seed", "3", "--model", model];
        ChildProcess child = Run([.. arguments, .. changes]).Succeeded();

        Assert.AreEqual("", child.Error);
        Assert.AreEqual($"Training preset {preset}: {said} on MNIST: 30 steps of 64 digits, seed 3.", child.Lines[0]);
        RnnModel network = Load(model).Model;
        Assert.AreEqual((cell, units, layers), (network.Cell, network.HiddenSize, network.Layers));
        Assert.AreEqual(preset is "accurate" or "images", network.Bidirectional);
        Assert.AreEqual(preset == "images" ? 2 : 1, network.BlockSteps);
        RnnPooling more = preset == "images" ? RnnPooling.Attention : RnnPooling.None;
        Assert.AreEqual(RnnPooling.Last | RnnPooling.Max | more, network.Pooling);
        // Even so few steps teach something: guessing costs ln 10.
        double[] only = EpochRows(child).Single();
        Assert.AreEqual(1, only[0]);
        Assert.IsLessThan(Math.Log(10), only[3]);
        Assert.ContainsSingle(line => line.StartsWith("Time: ", StringComparison.Ordinal), child.Lines);
    }

    [TestMethod]
    public void OptionsBesideAPresetChangeItAndEachEpochIsTested()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");

        string[] changes = ["--epochs", "2", "--hidden-size", "8", "--batch-size", "2000", "--learning-rate", "0.02"];
        ChildProcess child = Run(["--preset", "lstm", .. changes, "--seed", "9", "--model", model]).Succeeded();

        const string opening =
            "Training preset lstm: 8 LSTM units on MNIST: 2 epochs of 60,000 digits in batches of 2000, seed 9.";
        Assert.AreEqual(opening, child.Lines[0]);
        RnnTransformer network = Load(model);
        Assert.AreEqual(8, network.Model.HiddenSize);
        CollectionAssert.AreEqual(new long[] { 30, 60 }, network.History.Select(epoch => epoch.Step).ToArray());
        Assert.IsGreaterThan(RnnOptions.Lstm.LearningRate, network.History[0].LearningRate);

        // While it trains, in the table, and in the model: the same two epochs.
        double[][] rows = EpochRows(child);
        Assert.HasCount(2, rows);
        foreach ((double[] row, RnnEpoch epoch) in rows.Zip(network.History))
        {
            Assert.AreEqual(epoch.Epoch, row[0]);
            Assert.AreEqual(epoch.Loss, row[1], 0.000051);
            Assert.AreEqual(epoch.Accuracy, row[2], 0.000051);
            string line = $"epoch {row[0],3}: loss {row[1]:0.0000} {100 * row[2]:0.00}%, test {row[3]:0.0000} {100 * row[4]:0.00}%  (";
            Assert.EndsWith(" left)", child.Lines.Single(text => text.StartsWith(line, StringComparison.Ordinal)));
        }
        Assert.HasCount(2, child.Lines.Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        double[] metrics = Rows(child, line => line.StartsWith("| micro accuracy |", StringComparison.Ordinal)).Single();
        Assert.AreEqual((metrics[2], metrics[0]), (rows[1][3], rows[1][4]));
        Assert.AreNotEqual(rows[0][3], rows[1][3]);
        Assert.DoesNotContain(TutorialHead, child.Output);
    }

    [TestMethod]
    public void EpochsTakeThePlaceOfTheTutorialsSteps()
    {
        using TemporaryFolder folder = new();
        string[] arguments = ["--preset", "tutorial", "--epochs", "1", "--batch-size", "1000"];
        ChildProcess child = Run([.. arguments, "--model", folder.PathOf("model.zip")]).Succeeded();

        const string opening = "Training a SimpleRNN of 50 units on MNIST: 1 epoch of 60,000 digits in batches of 1000, seed 1.";
        Assert.AreEqual(opening, child.Lines[0]);
        Assert.HasCount(1, EpochRows(child));
        Assert.DoesNotContain(TutorialHead, child.Output);
    }

    /// <summary>The tutorial's figures and target are shown for its own run only, or the first part of it.</summary>
    [TestMethod]
    [DataRow(true, "--steps", "2", "--seed", "5", "--threads", "1")]
    [DataRow(false, "--steps", "2", "--hidden-size", "49")]
    [DataRow(false, "--steps", "2", "--validation", "0.5")]
    public void OnlyTheTutorialsRunStandsBesideTheTutorial(bool isBeside, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run(["--model", folder.PathOf("model.zip"), .. arguments]).Succeeded();
        Assert.AreEqual(isBeside, child.Output.Contains(TutorialHead, StringComparison.Ordinal), child.Output);
        Assert.AreEqual(!isBeside, child.Lines.Contains("Every 500 steps"), child.Output);
        Assert.Contains("The target applies only to the tutorial's own settings and data.", child.Output);
    }

    /// <summary>Digits on disk that fit into the pools are learnt as those in memory; the model's record says where they were.</summary>
    [TestMethod]
    public void DigitsOnDiskGiveTheSameNetwork()
    {
        using TemporaryFolder folder = new();
        string disk = folder.PathOf("disk.zip"), memory = folder.PathOf("memory.zip"), rows = folder.PathOf("Rows");
        Run("--steps", "5", "--model", memory).Succeeded();
        Run("--steps", "5", "--model", disk, "--spill", $"pool-megabytes=64:folder={rows}").Succeeded();
        CollectionAssert.AreEqual(Load(memory).Model.Parameters.ToArray(), Load(disk).Model.Parameters.ToArray());
        Assert.IsEmpty(Directory.GetFileSystemEntries(rows));
        Assert.AreEqual($"on:folder={rows}:pool-megabytes=64", RecordIn(disk).GetProperty("settings").GetProperty("spill").GetString());
    }

    [TestMethod]
    public void WithoutAPresetTheTutorialIsMeant()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run("--steps", "1", "--model", folder.PathOf("model.zip")).Succeeded();
        Assert.AreEqual("Training a SimpleRNN of 50 units on MNIST: 1 step of 50 digits, seed 1.", child.Lines[0]);
        Assert.AreEqual(RnnCell.Rnn, Load(folder.PathOf("model.zip")).Model.Cell);
    }

    [TestMethod]
    [DataRow("--preset must be one of tutorial, simple-rnn, lstm, gru, sensor, words, accurate, images, but is 'rnn'.", "--preset", "rnn")]
    [DataRow("accurate, images, but is 'grus'.", "train", "--preset", "grus")]
    [DataRow("'--preset'", "--preset")]
    [DataRow("--epochs must be a whole number, 1 or more, but is '0'.", "--epochs=0")]
    [DataRow("Both --epochs and --steps are given. Remove one of them.", "--epochs", "2", "--steps", "3")]
    [DataRow("Both --epochs and --steps are given. Remove one of them.", "train", "--steps", "3", "--epochs", "2")]
    public void BadChoiceIsOneLineThatSaysWhatIsWanted(string message, params string[] arguments) =>
        AssertRefused(2, message, Run(arguments));

    private static double[][] EpochRows(ChildProcess child) => Rows(child, line => line == EpochHead);
}
