using RnnTrainer.Tests.Idx;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console on other data than MNIST.</summary>
[TestClass]
public sealed class TrainDataTests
{
    [TestMethod]
    public void FoldersOfImagesWithTextAsLabelsAreTrainedOn()
    {
        using TemporaryFolder folder = new();
        Copy(folder, 0, "pets", "[cat]");
        Copy(folder, 1, "pets", "dog");
        string model = folder.PathOf("model.zip");
        ChildProcess child = Run("train", "--data", folder.PathOf("pets"), "--steps", "40", "--batch-size", "5", "--model", model)
            .Succeeded();

        Assert.Contains(@"| actual | [cat] | dog |", child.Lines);
        Assert.Contains("test digit 0 is a ", child.Output);
        Assert.DoesNotContain("tutorial cost", child.Output);
        CollectionAssert.AreEqual(new[] { "[cat]", "dog" }, Load(model).Model.LabelValues.Select(value => $"{value}").ToArray());
        Assert.AreEqual(folder.PathOf("pets"), RecordIn(model).GetProperty("data").GetString());
    }

    /// <summary>Images of 20 x 30 pixels, and no test image of one of the three classes.</summary>
    [TestMethod]
    public void ImagesNeedNotBeSquareNorAllClassesBeTested()
    {
        using TemporaryFolder folder = new();
        WriteIdx(folder, "train", 20, 30, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 3))]);
        WriteIdx(folder, "t10k", 20, 30, [.. Enumerable.Range(0, 20).Select(i => (byte)(2 * (i % 2)))]);
        string model = folder.PathOf("model.zip");
        ChildProcess child = Run("--data", folder.FullPath, "--steps", "100", "--batch-size", "10", "--model", model).Succeeded();

        Assert.AreEqual((20, 30, 3), (Load(model).Model.TimeSteps, Load(model).Model.InputSize, Load(model).Model.ClassCount));
        double[][] confusion = Rows(child, line => line.StartsWith("| actual ", StringComparison.Ordinal));
        CollectionAssert.AreEqual(new double[] { 10, 0, 10 }, confusion.Select(row => row[1..].Sum()).ToArray());
        // The first is of class 0: ink in the left third, ten columns of 20 rows, two to a character.
        string[] drawing = [.. child.Lines.SkipWhile(line => !line.StartsWith("The loaded model", StringComparison.Ordinal))
            .Skip(1).Take(10)];
        foreach (string line in drawing)
            Assert.StartsWith("██████████ ", line + " ");
    }

    [TestMethod]
    public void TestImagesOfClassesThatTrainingLacksAreCounted()
    {
        using TemporaryFolder folder = new();
        WriteIdx(folder, "train", 4, 6, [0, 1, 0, 1]);
        WriteIdx(folder, "t10k", 4, 6, [0, 1, 2, 2]);
        ChildProcess child = Run("--data", folder.FullPath, "--steps", "2", "--model", folder.PathOf("model.zip")).Succeeded();
        Assert.Contains("2 of 4 test digits belong to classes without training digits; they are ignored.", child.Lines);

        WriteIdx(folder, "t10k", 4, 6, [2, 2]);
        AssertRefused(3, "has no test images of the classes",
            Run("--data", folder.FullPath, "--steps", "2", "--model", folder.PathOf("other.zip")));
        Assert.IsFalse(File.Exists(folder.PathOf("other.zip")));
    }

    [TestMethod]
    public void APresetTrainsFewImagesForAThousandStepsAndSaysSoBriefly()
    {
        using TemporaryFolder folder = new();
        WriteIdx(folder, "train", 6, 9, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 3))]);
        WriteIdx(folder, "t10k", 6, 9, [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 3))]);
        string model = folder.PathOf("model.zip");
        string[] arguments = ["--data", folder.FullPath, "--preset", "gru", "--hidden-size", "8", "--batch-size", "30", "--model", model];
        ChildProcess child = Run(arguments).Succeeded();

        // 60 images in batches of 30 are 2 steps an epoch: 15 epochs would be 30 steps.
        Assert.Contains("15 epochs of 60 digits in batches of 30, extended to at least 1000 steps, seed 1.", child.Lines[0]);
        RnnTransformer network = Load(model);
        Assert.AreEqual((500, 1000L), (network.History[^1].Epoch, network.History[^1].Step));
        Assert.AreEqual("1000", RecordIn(model).GetProperty("settings").GetProperty("min-steps").GetString());
        string[] epochs = [.. child.Lines.Where(line => line.StartsWith("epoch ", StringComparison.Ordinal))];
        double seconds = RecordIn(model).GetProperty("trainingSeconds").GetDouble();
        Assert.IsLessThan(seconds + 60, epochs.Length, "one line a second at most, while training or testing, not 500");
        Assert.StartsWith("epoch 500:", epochs[^1]);
    }

    [TestMethod]
    public void TrainingThatDivergesEndsWithTheBestNetworkOrInOneLine()
    {
        using TemporaryFolder folder = new();
        WriteIdx(folder, "train", 6, 9, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 3))]);
        WriteIdx(folder, "t10k", 6, 9, [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 3))]);
        string model = folder.PathOf("model.zip");
        string[] arguments =
        [
            "--data", folder.FullPath, "--preset", "lstm", "--hidden-size", "8", "--batch-size", "30", "--epochs", "20",
            "--schedule", "step:every-epochs=3:factor=1e38", "--clip-norm", "none", "--model", model,
        ];
        AssertRefusedAfterTraining(Run(arguments));
        Assert.IsFalse(File.Exists(model));

        ChildProcess child = Run([.. arguments, "--early-stopping", "patience=15:monitor=loss"]).Succeeded();
        Assert.Contains("Training diverged after epoch", child.Output);
        Assert.AreEqual(3, Load(model).BestEpoch);

        static void AssertRefusedAfterTraining(ChildProcess child)
        {
            Assert.AreEqual(1, child.ExitCode, child.Error);
            string error = OneLine(child.Error);
            Assert.Contains("Training diverged at step ", error);
            Assert.Contains("Try a smaller --learning-rate", error);
        }
    }

    private static void Copy(TemporaryFolder folder, int digit, params string[] parts)
    {
        foreach (string file in Directory.GetFiles(Repository.PathOf("data", "images", $"{digit}")))
            folder.Write(Path.Combine([.. parts, Path.GetFileName(file)]), File.ReadAllBytes(file));
    }

    // Each image has ink in as many columns as its class's share of the width, of three classes.
    private static void WriteIdx(TemporaryFolder folder, string prefix, int height, int width, byte[] labels)
    {
        byte[] pixels = [.. from label in labels
                            from y in Enumerable.Range(0, height)
                            from x in Enumerable.Range(0, width)
                            select x * 3 / width == label ? byte.MaxValue : byte.MinValue];
        folder.Write($"{prefix}-images-idx3-ubyte", [.. IdxBytes.Header(0x08, (uint)labels.Length, (uint)height, (uint)width), .. pixels]);
        folder.Write($"{prefix}-labels-idx1-ubyte", [.. IdxBytes.Header(0x08, (uint)labels.Length), .. labels]);
    }
}
