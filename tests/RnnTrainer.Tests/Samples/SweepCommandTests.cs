using System.Globalization;
using System.Xml.Linq;
using static RnnTrainer.Tests.Samples.SampleConsole;
using static RnnTrainer.Tests.Samples.SmallSweep;

namespace RnnTrainer.Tests.Samples;

/// <summary>Sweeps of networks so small that reading the digits takes longer than training on them.</summary>
[TestClass]
public sealed class SweepCommandTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void EveryCombinationIsARowAndTheTableSaysTheSame()
    {
        string[][] whole = TimelessRows(Csv);
        string[] names = whole[0];
        string[] combinations = [.. whole[1..].Select(row =>
            $"{row[names.IndexOf("hidden-size")]} {row[names.IndexOf("batch-size")]} {row[names.IndexOf("seed")]}")];
        CollectionAssert.AreEqual(new[] { "4 20 1", "4 20 2", "4 100 1", "4 100 2", "12 20 1", "12 20 2", "12 100 1", "12 100 2" },
            combinations);

        ChildProcess shown = Run("sweep", "--show", "--csv", Csv).Succeeded();
        string[][] cells = [.. shown.Lines.Where(line => line.StartsWith('|')).Skip(2).Select(Cells)];
        Assert.HasCount(8, cells);
        for (int row = 0; row < cells.Length; row++)
        {
            Assert.AreEqual(combinations[row], string.Join(' ', cells[row][..3]));
            // h(h + 28 + 1) for the cell, 10(h + 1) for the output layer.
            int hidden = int.Parse(cells[row][0], CultureInfo.InvariantCulture);
            Assert.AreEqual($"{hidden * (hidden + 29) + 10 * (hidden + 1)}", cells[row][3]);
            double accuracy = double.Parse(whole[row + 1][names.IndexOf("validation-accuracy")], CultureInfo.InvariantCulture);
            Assert.AreEqual($"{accuracy:0.0000}", cells[row][7]);
        }
        string best = cells.Single(row => row[^1] == "best")[7];
        Assert.AreEqual(cells.Max(row => row[7]), best);
    }

    [TestMethod]
    public void FailedRunIsARowWithItsReasonAndDoesNotEndTheSweep()
    {
        string csv = Folder.PathOf("failed.csv");
        string[] arguments = ["sweep", "--optimizer", "sgd", "--learning-rate", "1e38,0.1", "--steps", "30", "--batch-size", "50",
            "--hidden-size", "5", "--csv", csv];
        for (int time = 0; time < 2; time++)
        {
            ChildProcess child = Run(arguments);
            Assert.AreEqual(1, child.ExitCode, child.Error);
            Assert.Contains("learning-rate 1E+38: Training diverged", child.Output);
            Assert.HasCount(1, child.Lines.Where(line => line.StartsWith('|') && line.EndsWith("failed |", StringComparison.Ordinal)));
            Assert.HasCount(1, child.Lines.Where(line => line.StartsWith('|') && line.EndsWith("best |", StringComparison.Ordinal)));
            Assert.HasCount(3, File.ReadAllLines(csv));
        }
    }

    /// <summary>4,001 steps of 50, with the last batch begun rather than left out.</summary>
    [TestMethod]
    public void TutorialsDigitsAreSeenWhateverTheBatchSize()
    {
        string csv = Folder.PathOf("digits.csv");
        Run("sweep", "--batch-size", "5000,12000", "--hidden-size", "3", "--csv", csv).Succeeded();
        string[][] rows = TimelessRows(Folder.PathOf("digits.csv"));
        CollectionAssert.AreEqual(new[] { "41", "17" }, rows[1..].Select(row => row[rows[0].IndexOf("steps")]).ToArray());
    }

    [TestMethod]
    public void PlotIsWellFormedNamesItsLinesAndIsTheSameEachTime()
    {
        string csv = Csv, first = Folder.PathOf("first.svg"), second = Folder.PathOf("second.svg");
        Run("sweep", "--show", "--csv", csv, "--plot", first).Succeeded();
        Run("sweep", "--show", "--csv", csv, "--plot", second).Succeeded();

        Assert.IsTrue(File.Exists(Path.ChangeExtension(Csv, ".svg")), "a sweep draws beside its CSV file");
        Assert.AreEqual(File.ReadAllText(first), File.ReadAllText(second));
        XElement svg = XElement.Load(first);
        Assert.AreEqual("svg", svg.Name.LocalName);
        string[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        foreach (string text in (string[])["Validation accuracy on MNIST, mean of 2 seeds", "hidden-size", "validation accuracy",
            "batch-size 20", "batch-size 100"])
            Assert.Contains(text, texts);
        Assert.DoesNotContain("black", File.ReadAllText(first));
    }

    [TestMethod]
    [DataRow("--hidden-size must be a whole number, 1 or more, but is ''.", "--hidden-size", "25,,50")]
    [DataRow("--cell must be rnn, lstm or gru, but is 'rmm'.", "--cell", "rnn,rmm")]
    [DataRow("Both --epochs and --steps are given", "--epochs", "1", "--steps", "30")]
    [DataRow("--activation Relu needs --cell Rnn", "--cell", "rnn,lstm", "--activation", "relu")]
    [DataRow("--validation must be a number above 0 and below 1, such as 0.1 or 10%, or a folder", "--validation", "none")]
    [DataRow("--validation must be a number above 0 and below 1, such as 0.1 or 10%, or a folder", "--validation", "1.5")]
    [DataRow("--draws must be a whole number, 1 or more, but is '0'.", "--draws", "0")]
    [DataRow("--halving must be on, or some of factor= (2 to 100) and rounds= (2 to 10)", "--halving", "factor=1")]
    [DataRow("The values make 1,000,000 combinations, but at most 100,000 are tried. Add --draws.",
        "--hidden-size", "1,2,3,4,5,6,7,8,9,10", "--batch-size", "1,2,3,4,5,6,7,8,9,10", "--seed", "1,2,3,4,5,6,7,8,9,10",
        "--clip-norm", "1,2,3,4,5,6,7,8,9,10", "--epochs", "1,2,3,4,5,6,7,8,9,10", "--layers", "1,2,3,4,5,6,7,8,9,10")]
    public void BadGridIsOneLine(string message, params string[] arguments) =>
        AssertRefused(2, message, Run(["sweep", "--csv", Folder.PathOf("none.csv"), .. arguments]));
}
