using static RnnTrainer.Tests.Samples.SampleConsole;
using static RnnTrainer.Tests.Samples.SmallSweep;

namespace RnnTrainer.Tests.Samples;

/// <summary>What a sweep tries, and what it chooses: on validation images, never on those to test on.</summary>
[TestClass]
public sealed class SweepChoiceTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void TheCommandThatItEndsWithTrainsTheBestNetwork()
    {
        string csv = Folder.PathOf("best.csv"), model = Folder.PathOf("best.zip");
        ChildProcess child = Run("sweep", "--preset", "gru", "--epochs", "1", "--batch-size", "1000", "--hidden-size", "3,9",
            "--validation", "25%", "--early-stopping", "on", "--augmentation", "none", "--csv", csv).Succeeded();
        string[][] cells = [.. child.Lines.Where(line => line.StartsWith('|')).Select(Cells)];
        int accuracy = cells[0].IndexOf("validation accuracy");
        string best = cells.Single(row => row[^1] == "best")[accuracy];
        Assert.AreEqual(cells[2..].Max(row => row[accuracy]), best);
        Assert.Contains(line => line.StartsWith("Best: hidden-size ", StringComparison.Ordinal)
            && line.EndsWith($", validation accuracy {best}.", StringComparison.Ordinal), child.Lines);

        const string start = "To train and test it: rnn-samples ";
        string command = child.Lines.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
        Run([.. command.Split(' '), "--model", model]).Succeeded();
        Assert.AreEqual(best, $"{Load(model).History[^1].Metrics[RnnMetric.ValidationAccuracy]:0.0000}");
    }

    /// <summary>The images to test on cannot be read: that train cannot go without them shows that a sweep can.</summary>
    [TestMethod]
    public void TestImagesAreNeverRead()
    {
        string data = Folder.PathOf("untestable");
        foreach (string label in (string[])["0", "1", "2"])
        {
            foreach (string file in Directory.GetFiles(Repository.PathOf("data", "images", label)))
                Folder.Write(Path.Combine("untestable", "train", label, Path.GetFileName(file)), File.ReadAllBytes(file));
            Folder.Write(Path.Combine("untestable", "test", label, "damaged.png"), "no image");
        }
        string[] shared = ["--data", data, "--steps", "2", "--batch-size", "20", "--hidden-size", "4"];
        Run(["sweep", .. shared, "--csv", Folder.PathOf("untested.csv")]).Succeeded();
        AssertRefused(3, "damaged.png", Run(["train", .. shared, "--model", Folder.PathOf("untested.zip")]));
        // Nor are they compared on, by whatever name.
        string link = Folder.PathOf("linked");
        Directory.CreateSymbolicLink(link, data);
        foreach (string name in (string[])[data, link])
        {
            AssertRefused(2, "whose images are for training and testing", Run(["sweep", .. shared, "--validation", name,
                "--csv", Folder.PathOf("untested.csv")]));
        }
    }

    [TestMethod]
    public void RunsAreComparedOnAFolderOfImages()
    {
        string csv = Folder.PathOf("folder.csv"), images = Repository.PathOf("data", "images");
        ChildProcess child = Run("sweep", "--steps", "100", "--batch-size", "50", "--hidden-size", "4,12", "--validation", images,
            "--csv", csv).Succeeded();
        Assert.AreEqual($"2 runs on MNIST compared on {images}: 60,000 digits.", child.Lines[0]);
        string[][] rows = TimelessRows(Folder.PathOf("folder.csv"));
        // A hundred images: hundredths.
        foreach (string[] row in rows[1..])
            Assert.EndsWith("0000", row[rows[0].IndexOf("validation-accuracy")]);
        Assert.AreEqual("none", rows[1][rows[0].IndexOf("validation")]);
    }

    /// <summary>Names of folders that are all numbers are read as numbers, others as text; both may be the same classes.</summary>
    [TestMethod]
    public void FoldersOfImagesMayHaveLabelsOfAnotherType()
    {
        Copy("mixed/train", "0", "0");
        Copy("mixed/train", "1", "one");
        Copy("mixed/test", "0", "0");
        Copy("compared", "0", "0");
        Copy("unknown", "2", "two");
        string[] shared = ["--data", Folder.PathOf("mixed"), "--steps", "2", "--batch-size", "5", "--hidden-size", "4"];
        Run(["train", .. shared, "--model", Folder.PathOf("mixed.zip")]).Succeeded();
        string[] sweep = ["sweep", .. shared, "--csv", Folder.PathOf("mixed.csv"), "--validation"];
        Run([.. sweep, Folder.PathOf("compared")]).Succeeded();
        AssertRefused(3, "has classes that there are no images of to train on: two", Run([.. sweep, Folder.PathOf("unknown")]));

        static void Copy(string folder, string label, string name)
        {
            foreach (string file in Directory.GetFiles(Repository.PathOf("data", "images", label)))
                Folder.Write(Path.Combine(folder, name, Path.GetFileName(file)), File.ReadAllBytes(file));
        }
    }

    [TestMethod]
    public void DrawsAreSomeOfTheCombinationsTheSameEachTime()
    {
        string csv = Folder.PathOf("drawn.csv");
        string[] sweep = ["sweep", "--steps", "5", "--batch-size", "20,50,100", "--hidden-size", "2,3,4", "--draws", "3", "--csv", csv];
        Assert.AreEqual("0 of 3", FromFile(Run(sweep).Succeeded()));
        Assert.AreEqual("3 of 3", FromFile(Run(sweep).Succeeded()));
        string[][] rows = TimelessRows(Folder.PathOf("drawn.csv"));
        int hidden = rows[0].IndexOf("hidden-size"), batch = rows[0].IndexOf("batch-size");
        Assert.HasCount(3, rows[1..].Select(row => $"{row[hidden]} {row[batch]}").Distinct());
        sweep[^3] = "5";
        Assert.AreEqual("3 of 5", FromFile(Run(sweep).Succeeded()));
    }

    [TestMethod]
    public void HalvingTrainsTheBetterOnesForLonger()
    {
        string csv = Folder.PathOf("halved.csv");
        string[] sweep = ["sweep", "--steps", "90", "--batch-size", "50", "--hidden-size", "2,4,6,8,10", "--halving", "--csv", csv];
        ChildProcess child = Run(sweep).Succeeded();
        string[][] rows = TimelessRows(Folder.PathOf("halved.csv"));
        int share = rows[0].IndexOf("share"), done = rows[0].IndexOf("steps-done"), steps = rows[0].IndexOf("steps");
        CollectionAssert.AreEqual(new[] { "0.111111 10", "0.333333 30", "1.000000 90" },
            rows[1..].Select(row => $"{row[share]} {row[done]}").Distinct().ToArray());
        CollectionAssert.AreEqual(new[] { 5, 2, 1 }, rows[1..].GroupBy(row => row[share]).Select(round => round.Count()).ToArray());
        Assert.IsTrue(rows[1..].All(row => row[steps] == "90"), "a setting is that of a whole run");
        string[] best = child.Lines.Where(line => line.StartsWith('|')).Select(Cells).Single(row => row[^1] == "best");
        Assert.AreEqual("1", best[2]);
        Assert.AreEqual("8 of 8", FromFile(Run(sweep).Succeeded()));
        ChildProcess pairs = Run([.. sweep[..^3], "--halving", "factor=2:rounds=2", "--csv", csv]).Succeeded();
        Assert.Contains("8 runs on MNIST", pairs.Lines[0]); // 5, then 3
    }
}
