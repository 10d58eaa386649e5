using System.Text;
using static RnnTrainer.Tests.Samples.SampleConsole;
using static RnnTrainer.Tests.Samples.SmallSweep;

namespace RnnTrainer.Tests.Samples;

/// <summary>The files that a sweep writes, and the table that it reads again.</summary>
[TestClass]
public sealed class SweepFileTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void FilesOfOthersAreRefusedAndStayAsTheyAre()
    {
        string csv = Folder.Write("diary.csv", "Dear diary"), plot = Folder.Write("diary.svg", "Dear diary");
        string results = Folder.Write("diary.jsonl", "Dear diary"), own = Folder.PathOf("new.csv");
        AssertRefused(3, "it was not overwritten", Run([.. Grid, "--csv", csv]));
        AssertRefused(3, "it was not overwritten", Run([.. Grid, "--csv", own, "--plot", plot]));
        AssertRefused(3, "it is a folder", Run([.. Grid, "--csv", Folder.FullPath]));
        AssertRefused(3, "does not exist", Run([.. Grid, "--csv", Folder.PathOf("none", "sweep.csv")]));
        AssertRefused(2, "--csv and --results are both", Run([.. Grid, "--csv", own, "--results", own]));
        AssertEnds("is not a results file of a search", [.. Grid, "--csv", own, "--results", results]);
        string busy = Folder.PathOf("busy.jsonl");
        using (new FileStream(busy, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            AssertEnds("being used by another process", [.. Grid, "--csv", own, "--results", busy]);
        Assert.IsFalse(File.Exists(own));
        foreach (string diary in (string[])[csv, plot, results])
            Assert.AreEqual("Dear diary", File.ReadAllText(diary));
    }

    [TestMethod]
    public void TablesInOtherFormsAreNotShown()
    {
        string[] lines = File.ReadAllLines(Csv);
        string header = lines[0], row = lines[1], all = string.Join('\n', lines) + "\n";
        string accuracy = row.Split(',')[header.Split(',').IndexOf("validation-accuracy")];
        Refuse("it has no column 'validation-loss'", Text(all.Replace(",validation-loss,", ",validation-noss,", StringComparison.Ordinal)));
        Refuse("it has no column 'seed'", Text(all.Replace(",seed,", ",sead,", StringComparison.Ordinal)));
        Refuse("an extra column 'test-accuracy'", Text(all.Replace(",failure", ",test-accuracy,failure", StringComparison.Ordinal)));
        Refuse("Line 2 of", Text($"{header}\nMNIST,many\n"));
        Refuse("its parameters is 'x182'", Text($"{header}\n{row.Replace(",1.000000,182", ",1.000000,x182", StringComparison.Ordinal)}\n"));
        Refuse("does not have the columns of a sweep", Text($"{row}\n{lines[2]}\n"));
        Refuse("does not have the columns of a sweep", Text(all.Replace(',', ';')));
        Refuse("is not text in UTF-8", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(all)]);
        Refuse("does not have the columns of a sweep", Encoding.BigEndianUnicode.GetBytes(all));
        Refuse("has a line of millions of characters", Text($"{header}\n\"{new string('x', 20_000_000)}\"{row}\n"));
        Refuse("its validation-accuracy is 1e308, which is out of range", WithAccuracy("1e308"));
        Refuse("its validation-accuracy is NaN", WithAccuracy("NaN"));
        Refuse($"expected {header.Split(',').Length} columns, found 1.", Text($"{header}\nMNIST\n"));

        static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

        byte[] WithAccuracy(string text) => Text($"{header}\n{row.Replace(accuracy, text, StringComparison.Ordinal)}\n");

        static void Refuse(string message, byte[] content) =>
            AssertRefused(3, message, Run("sweep", "--show", "--csv", Folder.Write("form.csv", content)));
    }

    /// <summary>As a spreadsheet saves it: with a byte order mark, and with values in quotes.</summary>
    [TestMethod]
    public void ATableThatASpreadsheetHasSavedIsShown()
    {
        string all = File.ReadAllText(Csv)
            .Replace("validation-accuracy", "\"validation-accuracy\"", StringComparison.Ordinal);
        string csv = Folder.Write(
            "spreadsheet.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(all.ReplaceLineEndings("\r\n"))]);
        Assert.HasCount(10, Run("sweep", "--show", "--csv", csv).Succeeded().Lines.Where(line => line.StartsWith('|')));
    }

    [TestMethod]
    public void NothingToShowIsOneLine()
    {
        AssertRefused(3, "There is no sweep", Run("sweep", "--show", "--csv", Folder.PathOf("none.csv")));
        AssertRefused(3, "is a folder", Run("sweep", "--show", "--csv", Folder.FullPath));
        AssertRefused(3, "is empty", Run("sweep", "--show", "--csv", Folder.Write("empty.csv", "")));
        string header = Folder.Write("header.csv", File.ReadAllLines(Csv)[0] + "\n");
        AssertRefused(3, "no finished run", Run("sweep", "--show", "--csv", header));
    }
}
