using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>A sweep from beginning to end, made once for all tests to compare with, and how to read what sweeps say.</summary>
internal static class SmallSweep
{
    private static readonly string[] TimeColumns = ["training-seconds", "rows-per-second"];
    private static readonly Lazy<TemporaryFolder> Made = new(Make);

    /// <summary>Its command line, without its file.</summary>
    public static string[] Grid { get; } =
        ["sweep", "--steps", "30", "--batch-size", "20,100", "--hidden-size", "4,12", "--seed", "1,2"];

    /// <summary>The table that it wrote.</summary>
    public static string Csv => Made.Value.PathOf("whole.csv");

    /// <summary>The file that it would go on from.</summary>
    public static string Results => Made.Value.PathOf("whole.jsonl");

    /// <summary>The rows of a table, header first, without what differs from run to run.</summary>
    public static string[][] TimelessRows(string csv)
    {
        string[][] rows = [.. File.ReadAllLines(csv).Select(line => line.Split(','))];
        int[] times = [.. TimeColumns.Select(column => rows[0].IndexOf(column))];
        return [.. rows.Select(row => row.Where((_, column) => !times.Contains(column)).ToArray())];
    }

    /// <summary>Whether a table has the rows of this sweep.</summary>
    public static void AssertSameRows(string csv)
    {
        string[][] rows = TimelessRows(csv), whole = TimelessRows(Csv);
        Assert.HasCount(whole.Length, rows);
        for (int row = 0; row < rows.Length; row++)
            CollectionAssert.AreEqual(whole[row], rows[row]);
    }

    /// <summary>How many of the runs the file had: "3 of 8".</summary>
    public static string FromFile(ChildProcess child)
    {
        string[] runs = [.. child.Lines.Where(line => line.StartsWith("run ", StringComparison.Ordinal))];
        return $"{runs.Count(line => line.EndsWith("(from the file)", StringComparison.Ordinal))} of {runs.Length}";
    }

    /// <summary>It began, and ended with one line on standard error.</summary>
    public static void AssertEnds(string message, string[] arguments)
    {
        ChildProcess child = Run(arguments);
        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains(message, OneLine(child.Error));
    }

    /// <summary>The cells of a table's row on the screen.</summary>
    public static string[] Cells(string row) => [.. row.Trim('|').Split('|', StringSplitOptions.TrimEntries)];

    private static TemporaryFolder Make()
    {
        TemporaryFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        ChildProcess child = Run([.. Grid, "--csv", folder.PathOf("whole.csv")]).Succeeded();
        Assert.AreEqual("", child.Error);
        return folder;
    }
}
