using System.Text;
using System.Xml.Linq;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Sweeps of networks so small that reading the digits takes longer than training on them.</summary>
[TestClass]
public sealed class SweepCommandTests
{
    private static readonly string[] Grid = ["sweep", "--steps", "30", "--batch-size", "20,100", "--hidden-size", "4,12", "--seed", "1,2"];
    private static readonly string[] TimeColumns = ["training-seconds", "rows-per-second"];
    private static readonly TemporaryFolder Folder = new();
    private static string[][] whole = [];

    /// <summary>A sweep from beginning to end, for the tests to compare with.</summary>
    [ClassInitialize]
    public static void SweepOnce(TestContext _)
    {
        ChildProcess child = Run([.. Grid, "--csv", Folder.PathOf("whole.csv")]).Succeeded();
        Assert.AreEqual("", child.Error);
        whole = TimelessRows("whole.csv");
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void EveryCombinationIsARowAndTheTableSaysTheSame()
    {
        string[] names = whole[0];
        string[] combinations = [.. whole[1..].Select(row =>
            $"{row[names.IndexOf("hidden-size")]} {row[names.IndexOf("batch-size")]} {row[names.IndexOf("seed")]}")];
        CollectionAssert.AreEqual(new[] { "4 20 1", "4 20 2", "4 100 1", "4 100 2", "12 20 1", "12 20 2", "12 100 1", "12 100 2" },
            combinations);

        ChildProcess shown = Run("sweep", "--show", "--csv", Folder.PathOf("whole.csv")).Succeeded();
        string[][] cells = [.. shown.Lines.Where(line => line.StartsWith('|')).Skip(2).Select(Cells)];
        Assert.HasCount(8, cells);
        for (int row = 0; row < cells.Length; row++)
        {
            Assert.AreEqual(combinations[row], string.Join(' ', cells[row][..3]));
            // h(h + 28 + 1) for the cell, 10(h + 1) for the output layer.
            int hidden = int.Parse(cells[row][0], System.Globalization.CultureInfo.InvariantCulture);
            Assert.AreEqual($"{hidden * (hidden + 29) + 10 * (hidden + 1)}", cells[row][3]);
            Assert.StartsWith(cells[row][7], whole[row + 1][names.IndexOf("test-accuracy")]);
        }
        string best = cells.Single(row => row[^1] == "best")[7];
        Assert.AreEqual(cells.Max(row => row[7]), best);
    }

    /// <summary>Runs on images that are read in another way are not on the same data.</summary>
    [TestMethod]
    public void RunsOnImagesPreparedDifferentlyDoNotShareAFile()
    {
        string data = Repository.PathOf("data", "images"), csv = Folder.PathOf("prepared.csv");
        string[] sweep = ["sweep", "--data", data, "--steps", "2", "--batch-size", "20", "--hidden-size", "4", "--csv", csv];
        Run(sweep).Succeeded();
        Assert.Contains(" to train on; 1 in ", Run(sweep).Succeeded().Lines[0]);
        AssertRefused(3, $"holds runs on {data} with", Run([.. sweep, "--preparation", "photos"]));
    }

    [TestMethod]
    public void KilledAndStartedAgainItEndsWithTheSameRows()
    {
        string csv = Folder.PathOf("killed.csv");
        using (SignalledProcess victim = Start([.. Grid, "--csv", csv]))
        {
            victim.WaitForLine("run 3 of 8");
            victim.Kill();
        }
        Assert.IsGreaterThanOrEqualTo(3, File.ReadAllLines(csv).Length - 1);

        Run([.. Grid, "--csv", csv]).Succeeded();
        AssertSameRows("killed.csv");
    }

    [TestMethod]
    [DataRow(1, DisplayName = "the end of the line is missing")]
    [DataRow(40, DisplayName = "half of the line is missing")]
    public void CutLastLineIsMadeAgain(int missing)
    {
        byte[] content = File.ReadAllBytes(Folder.PathOf("whole.csv"));
        string csv = Folder.Write($"cut-{missing}.csv", content.AsSpan(0, content.Length - missing));

        ChildProcess child = Run([.. Grid, "--csv", csv]).Succeeded();

        Assert.Contains("; 7 in ", child.Lines[0]);
        Assert.HasCount(1, child.Lines.Where(line => line.StartsWith("run ", StringComparison.Ordinal)));
        AssertSameRows($"cut-{missing}.csv");
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
        string[][] rows = TimelessRows("digits.csv");
        CollectionAssert.AreEqual(new[] { "41", "17" }, rows[1..].Select(row => row[rows[0].IndexOf("steps")]).ToArray());
    }

    [TestMethod]
    public void ValidationChoosesTheBest()
    {
        string csv = Folder.PathOf("validation.csv");
        ChildProcess child = Run("sweep", "--epochs", "1", "--batch-size", "1000", "--hidden-size", "3,9", "--validation", "0.1",
            "--early-stopping", "on", "--csv", csv).Succeeded();
        string[][] cells = [.. child.Lines.Where(line => line.StartsWith('|')).Select(Cells)];
        int validation = cells[0].IndexOf("validation accuracy");
        Assert.AreEqual(cells[2..].Max(row => row[validation]), cells.Single(row => row[^1] == "best")[validation]);
    }

    [TestMethod]
    public void PlotIsWellFormedNamesItsLinesAndIsTheSameEachTime()
    {
        string csv = Folder.PathOf("whole.csv"), first = Folder.PathOf("first.svg"), second = Folder.PathOf("second.svg");
        Run("sweep", "--show", "--csv", csv, "--plot", first).Succeeded();
        Run("sweep", "--show", "--csv", csv, "--plot", second).Succeeded();

        Assert.IsTrue(File.Exists(Folder.PathOf("whole.svg")), "a sweep draws beside its CSV file");
        Assert.AreEqual(File.ReadAllText(first), File.ReadAllText(second));
        XElement svg = XElement.Load(first);
        Assert.AreEqual("svg", svg.Name.LocalName);
        string[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        foreach (string text in (string[])["Test accuracy on MNIST, mean of 2 seeds", "hidden-size", "test accuracy", "batch-size 20",
            "batch-size 100"])
            Assert.Contains(text, texts);
        Assert.DoesNotContain("black", File.ReadAllText(first));
    }

    [TestMethod]
    public void FilesOfOthersAreRefusedAndStayAsTheyAre()
    {
        string[] lines = File.ReadAllLines(Folder.PathOf("whole.csv"));
        Refuse("other columns", "Dear diary");
        string otherMetric = string.Join('\n', lines).Replace(",test-loss,", ",test-noss,", StringComparison.Ordinal);
        Refuse("it has no column 'test-loss'", $"{otherMetric}\n");
        Refuse("it has no column 'seed'", string.Join('\n', lines).Replace(",seed,", ",sead,", StringComparison.Ordinal) + "\n");
        Refuse("holds runs on Fashion with 60000 training rows, but this sweep is on MNIST",
            lines[0] + "\n" + lines[1].Replace("MNIST", "Fashion", StringComparison.Ordinal) + "\n");
        Refuse("Line 2 of", lines[0] + "\nMNIST,many\n");
        Refuse("its parameters is 'x182'", $"{lines[0]}\n{lines[1].Replace(",none,182", ",none,x182", StringComparison.Ordinal)}\n");
        AssertRefused(3, "it is a folder", Run([.. Grid, "--csv", Folder.FullPath]));
        AssertRefused(3, "there is no folder", Run([.. Grid, "--csv", Folder.PathOf("none", "sweep.csv")]));
        string plot = Folder.Write("diary.svg", "Dear diary");
        AssertRefused(3, "would be lost", Run([.. Grid, "--csv", Folder.PathOf("new.csv"), "--plot", plot]));
        Assert.IsFalse(File.Exists(Folder.PathOf("new.csv")));
        Assert.AreEqual("Dear diary", File.ReadAllText(plot));
        using (new FileStream(Folder.PathOf("busy.csv"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            AssertRefused(3, "being used by another process", Run([.. Grid, "--csv", Folder.PathOf("busy.csv")]));

        static void Refuse(string message, string content)
        {
            string csv = Folder.Write("other.csv", content);
            AssertRefused(3, message, Run([.. Grid, "--csv", csv]));
            Assert.AreEqual(content, File.ReadAllText(csv));
        }
    }

    [TestMethod]
    public void FilesInOtherFormsAreRefusedAndStayAsTheyAre()
    {
        string[] lines = File.ReadAllLines(Folder.PathOf("whole.csv"));
        string header = lines[0], row = lines[1], all = string.Join('\n', lines) + "\n";
        string accuracy = row.Split(',')[header.Split(',').IndexOf("test-accuracy")];
        Refuse("other columns than a sweep", Encoding.UTF8.GetBytes($"{row}\n{lines[2]}\n"));
        Refuse("other columns than a sweep", Encoding.UTF8.GetBytes(all.Replace(',', ';')));
        Refuse("is not text in UTF-8", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(all)]);
        Refuse("other columns than a sweep", Encoding.BigEndianUnicode.GetBytes(all));
        Refuse("has a line of millions of characters", Encoding.UTF8.GetBytes($"{header}\n\"{new string('x', 20_000_000)}\"{row}\n"));
        Refuse("its test-accuracy is 1e308, which no run has", WithAccuracy("1e308"));
        Refuse("its test-accuracy is NaN", WithAccuracy("NaN"));
        Refuse($"expected {header.Split(',').Length} columns, found 1.", Encoding.UTF8.GetBytes($"{header}\nMNIST\n"));

        byte[] WithAccuracy(string text) =>
            Encoding.UTF8.GetBytes($"{header}\n{row.Replace(accuracy, text, StringComparison.Ordinal)}\n");

        static void Refuse(string message, byte[] content)
        {
            string csv = Folder.Write("form.csv", content);
            AssertRefused(3, message, Run([.. Grid, "--csv", csv]));
            CollectionAssert.AreEqual(content, File.ReadAllBytes(csv));
            AssertRefused(3, message, Run("sweep", "--show", "--csv", csv));
        }
    }

    /// <summary>As a spreadsheet saves it: with a byte order mark, and with values in quotes.</summary>
    [TestMethod]
    public void AFileThatASpreadsheetHasSavedGoesOn()
    {
        string all = File.ReadAllText(Folder.PathOf("whole.csv")).Replace("test-accuracy", "\"test-accuracy\"", StringComparison.Ordinal);
        string csv = Folder.Write(
            "spreadsheet.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(all.ReplaceLineEndings("\r\n"))]);
        Assert.Contains("; 8 in ", Run([.. Grid, "--csv", csv]).Succeeded().Lines[0]);
    }

    [TestMethod]
    public void NothingToShowIsOneLine()
    {
        AssertRefused(3, "There is no sweep", Run("sweep", "--show", "--csv", Folder.PathOf("none.csv")));
        AssertRefused(3, "is a folder", Run("sweep", "--show", "--csv", Folder.FullPath));
        AssertRefused(3, "is empty", Run("sweep", "--show", "--csv", Folder.Write("empty.csv", "")));
        string header = Folder.Write("header.csv", File.ReadAllLines(Folder.PathOf("whole.csv"))[0] + "\n");
        AssertRefused(3, "no finished run", Run("sweep", "--show", "--csv", header));
    }

    [TestMethod]
    [DataRow("--hidden-size must be a whole number, 1 or more, but is ''.", "--hidden-size", "25,,50")]
    [DataRow("--cell must be rnn, lstm or gru, but is 'rmm'.", "--cell", "rnn,rmm")]
    [DataRow("Both --epochs and --steps are given", "--epochs", "1", "--steps", "30")]
    [DataRow("--activation Relu needs --cell Rnn", "--cell", "rnn,lstm", "--activation", "relu")]
    public void BadGridIsOneLine(string message, params string[] arguments) =>
        AssertRefused(2, message, Run(["sweep", "--csv", Folder.PathOf("none.csv"), .. arguments]));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public void SignalKeepsTheFinishedRunsAndSaysHowToGoOn()
    {
        string csv = Folder.PathOf("cancelled.csv");
        using SignalledProcess process = Start("sweep", "--hidden-size", "4", "--batch-size", "50", "--steps", "1,2000000000",
            "--csv", csv);
        process.WaitForLine("run 1 of 2");
        process.Signal("TERM");
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        Assert.Contains("1 of 2 runs are in", OneLine(child.Error));
        Assert.Contains("The same command goes on from there.", child.Error);
        Assert.HasCount(2, File.ReadAllLines(csv));
    }

    [TestMethod]
    public void WhileItRunsOthersSeeWhatThereIsButNoneWritesToIt()
    {
        string csv = Folder.PathOf("running.csv"), plot = Folder.PathOf("running.svg");
        string[] arguments = ["sweep", "--hidden-size", "4", "--batch-size", "50", "--steps", "1,2000000000", "--csv", csv];
        using SignalledProcess process = Start(arguments);
        process.WaitForLine("run 1 of 2");
        ChildProcess shown = Run("sweep", "--show", "--csv", csv, "--plot", plot).Succeeded();
        Assert.HasCount(3, shown.Lines.Where(line => line.StartsWith('|'))); // two of them the head
        Assert.AreEqual("svg", XElement.Load(plot).Name.LocalName);
        AssertRefused(3, "being used by another process, a sweep", Run(arguments));
        Assert.IsFalse(process.HasExited);
        process.Kill();
    }

    private static void AssertSameRows(string name)
    {
        string[][] rows = TimelessRows(name);
        Assert.HasCount(whole.Length, rows);
        for (int row = 0; row < rows.Length; row++)
            CollectionAssert.AreEqual(whole[row], rows[row]);
    }

    /// <summary>The rows of a CSV file, header first, without what differs from run to run.</summary>
    private static string[][] TimelessRows(string name)
    {
        string[][] rows = [.. File.ReadAllLines(Folder.PathOf(name)).Select(line => line.Split(','))];
        int[] times = [.. TimeColumns.Select(column => rows[0].IndexOf(column))];
        return [.. rows.Select(row => row.Where((_, column) => !times.Contains(column)).ToArray())];
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split('|', StringSplitOptions.TrimEntries)];
}
