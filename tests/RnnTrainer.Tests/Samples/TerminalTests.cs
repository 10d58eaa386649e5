using System.Text.RegularExpressions;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What people see in terminals of the usual widths.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)] // whose 'script' gives a program a terminal
public sealed partial class TerminalTests
{
    private static readonly TemporaryFolder Folder = new();
    private static ChildProcess evaluated = null!;

    [ClassInitialize]
    public static void Evaluate(TestContext _) => evaluated = Run("evaluate", SampleModel.File, "--mistakes", "0").Succeeded();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow(40)]
    [DataRow(60)]
    [DataRow(80)]
    [DataRow(120)]
    public void TablesAreWhole(int width)
    {
        TerminalScreen screen = TerminalScreen.Run(width, "evaluate", SampleModel.File, "--mistakes", "0");
        Assert.AreEqual(0, screen.Broken, string.Join('\n', screen.Lines));
        string[] rows = [.. screen.Lines.Select(NumbersIn)];

        double[][] classes = Rows(evaluated, line => line.StartsWith("| class |", StringComparison.Ordinal));
        Assert.HasCount(10, classes);
        foreach (double[] row in classes)
        {
            string expected = FormattableString.Invariant($"{row[0]} {row[1]:0.000} {row[2]:0.000} {row[3]:0.000} {row[4]}");
            Assert.ContainsSingle(line => line == expected, rows);
        }
        IEnumerable<string> metrics = evaluated.Lines.SkipWhile(line => !line.StartsWith("| micro", StringComparison.Ordinal));
        Assert.Contains(NumbersIn(metrics.ElementAt(2)), rows);

        double[][] confusion = Rows(evaluated, line => line.StartsWith("| actual ", StringComparison.Ordinal));
        Assert.HasCount(10, confusion);
        string listed = string.Concat(screen.Lines.SkipWhile(line => line != "Confusion matrix"))
            .Replace(" ", "", StringComparison.Ordinal);
        foreach (double[] row in confusion)
        {
            if (width >= 60)
                Assert.ContainsSingle(line => line == string.Join(' ', row), rows);
            else
                Assert.Contains($"│{row[0]}│{row[1 + (int)row[0]]}│{MostTakenFor(row)}", listed);
        }
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(80)]
    public void ATestIsAShortLineWithoutRemainsOfTheBar(int width)
    {
        string[] run = ["train", "--preset", "lstm", "--hidden-size", "4", "--epochs", "3", "--validation", "0.1"];
        TerminalScreen screen = TerminalScreen.Run(width, [.. run, "--model", Folder.PathOf($"{width}.zip")]);
        Assert.AreEqual(0, screen.Broken, string.Join('\n', screen.Lines));
        string[] shown = [.. screen.Lines
            .SkipWhile(line => !line.StartsWith("epoch ", StringComparison.Ordinal)).TakeWhile(line => line != "")];
        string[] lines = [.. string.Join(' ', shown).Split("epoch ")[1..]];
        Assert.HasCount(3, lines);
        for (int epoch = 1; epoch <= 3; epoch++)
            Assert.MatchesRegex(EpochLine(), lines[epoch - 1].Trim(), string.Join('\n', shown));
        if (width == 80)
            Assert.HasCount(3, shown);
        Assert.DoesNotContain(line => line.Contains('━'), screen.Lines);
    }

    [TestMethod]
    public void ASweepsTableIsSplitWhereItIsTooWide()
    {
        TerminalScreen screen = TerminalScreen.Run(
            40, "sweep", "--steps", "20", "--batch-size", "20", "--hidden-size", "3,4", "--csv", Folder.PathOf("sweep.csv"));
        Assert.AreEqual(0, screen.Broken, string.Join('\n', screen.Lines));
        string text = string.Join('\n', screen.Lines);
        // Each run ends a line of its own, and begins a row of every part of the table.
        Assert.HasCount(2, RunLine().Matches(text), text);
        foreach (int size in (int[])[3, 4])
            Assert.IsGreaterThan(1, screen.Lines.Count(line => NumbersIn(line).StartsWith($"{size} 20 ", StringComparison.Ordinal)), text);
    }

    private static string MostTakenFor(double[] row)
    {
        (int other, double count) = row[1..].Index().Where(one => one.Index != (int)row[0]).MaxBy(one => one.Item);
        return $"{other}×{count}";
    }

    private static string NumbersIn(string line) => string.Join(' ', Number().Matches(line).Select(number => number.Value));

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d: loss \d\.\d{4} \d+\.\d\d%, validation \d\.\d{4} \d+\.\d\d%, test \d\.\d{4} \d+\.\d\d%$")]
    private static partial Regex EpochLine();

    [GeneratedRegex(
        @"run \d of 2: hidden-size \d:\s+validation\s+accuracy\s+\d\.\d{4},\s+validation\s+loss\s+\d\.\d{4},\s+\d\.\d\s+s$",
        RegexOptions.Multiline)]
    private static partial Regex RunLine();
}
