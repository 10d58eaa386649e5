using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What the sample console does with every network; most runs are the tutorial's, cut short.</summary>
[TestClass]
public sealed class TrainCommandTests
{
    private const string Header = "| step | test cost | test accuracy | tutorial cost | tutorial accuracy |";

    [TestMethod]
    public void ShortRunPrintsPlainTablesAndSavesAModelThatNeedsNoLabel()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip");

        ChildProcess child = Run("--steps", "60", "--model", model).Succeeded();

        Assert.AreEqual("", child.Error);
        Assert.DoesNotContain('\e', child.Output);
        foreach (string line in child.Lines)
            Assert.AreEqual(line, line.TrimEnd());
        double[][] rows = [.. child.Lines.SkipWhile(line => line != Header).Skip(2).Take(2).Select(Numbers)];
        // Before training the network guesses: one digit in ten, give or take, at a cost around ln 10.
        Assert.AreEqual(0, rows[0][0]);
        Assert.IsInRange(1.9, 3.0, rows[0][1]);
        Assert.IsInRange(0.02, 0.3, rows[0][2]);
        CollectionAssert.AreEqual(new[] { 2.4979, 0.0855 }, rows[0][3..]); // facts of the tutorial
        Assert.AreEqual(59, rows[1][0]);
        Assert.IsLessThan(rows[0][1], rows[1][1]);
        Assert.Contains("The loaded model gives the same 10,000 predictions and probabilities, bit for bit.", child.Lines);

        CollectionAssert.AreEqual(new[] { model }, Directory.GetFileSystemEntries(folder.FullPath));
        MLContext ml = new();
        IDataView digits = ml.Data.LoadFromIdx(Repository.PathOf("data", "mnist", "t10k-images-idx3-ubyte.gz"));
        Assert.AreEqual(10_000, ml.Model.Load(model, out _).Transform(digits).GetColumn<byte>("Digit").Count());
    }

    /// <summary>Recall and precision are what the confusion matrix says, and it counts every test digit once.</summary>
    [TestMethod]
    public void TablesAgreeWithEachOther()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run("train", "--steps", "1", "--batch-size", "7", "--hidden-size", "5", "--model", folder.PathOf("model.zip"))
            .Succeeded();

        double[][] counts = [.. child.Lines.SkipWhile(line => !line.StartsWith("| actual ", StringComparison.Ordinal)).Skip(2).Take(10)
            .Select(row => Numbers(row)[1..])];
        Assert.AreEqual(10_000, counts.Sum(row => row.Sum()));
        double[][] classes = Rows(child, line => line.StartsWith("| class | precision | recall |", StringComparison.Ordinal));
        for (int digit = 0; digit < 10; digit++)
        {
            Assert.AreEqual(counts[digit][digit] / counts[digit].Sum(), classes[digit][2], 0.00051);
            Assert.AreEqual(counts[digit][digit] / Math.Max(1, counts.Sum(row => row[digit])), classes[digit][1], 0.00051);
        }
    }

    [TestMethod]
    public void MissingDataFolderIsOneLineAndNothingWritten()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = Run("--data", folder.PathOf("none"), "--model", folder.PathOf("model.zip"));
        AssertRefused(3, "There is no data folder", child);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void DamagedDataIsOneLineThatNamesTheFile()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(Repository.PathOf("data", "mnist")))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        string damaged = folder.PathOf("train-images-idx3-ubyte.gz");
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes.AsSpan(bytes.Length / 2, 1000).Clear();
        File.WriteAllBytes(damaged, bytes);
        string model = folder.PathOf("model.zip");

        ChildProcess child = Run("--data", folder.FullPath, "--model", model);

        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains(damaged, OneLine(child.Error));
        Assert.HasCount(4, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    [DataRow("--bogus", "'--bogus'")]
    [DataRow("--steps=0", "--steps must be a whole number, 1 or more, but is '0'.")]
    [DataRow("--steps=many", "--steps must be a whole number, 1 or more, but is 'many'.")]
    [DataRow("--learning-rate=NaN", "--learning-rate must be a number above 0, but is 'NaN'.")]
    [DataRow("--seed", "'--seed'")]
    [DataRow("evaluat", "'evaluat'")]
    public void BadUsageIsOneLineThatSaysWhere(string argument, string message) => AssertRefused(2, message, Run(argument));

    [TestMethod]
    public void UnwritableModelIsRefusedBeforeTraining()
    {
        using TemporaryFolder folder = new();
        AssertRefused(3, "it is a folder", Run("--model", folder.FullPath));
        AssertRefused(3, "does not exist", Run("--model", folder.PathOf("none", "model.zip")));
        string diary = folder.Write("diary.txt", "Dear diary"u8.ToArray());
        AssertRefused(3, "it was not overwritten", Run("--model", diary));
        Assert.AreEqual("Dear diary", File.ReadAllText(diary));
        CollectionAssert.AreEqual(new[] { diary }, Directory.GetFileSystemEntries(folder.FullPath));
    }
}
