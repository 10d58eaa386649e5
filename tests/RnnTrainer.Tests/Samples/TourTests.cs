using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Samples;

/// <summary>
/// The tour of the console in docs/console.md: each command in it is run, one after the other in one folder with the
/// files that it shows, and must print what stands there. Figures that another machine or another minute changes are masked; a line of
/// three dots stands for any number of lines.
/// </summary>
[TestClass]
public sealed partial class TourTests
{
    private const string Prompt = "$ rnn-samples ";
    private const string Omitted = "...";

    private static string Program => ChildProcess.PathOf("src/Samples", "rnn-samples");

    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "console.md"));

    [TestMethod]
    public void EachCommandPrintsWhatTheTourShows()
    {
        using TemporaryFolder folder = new();
        foreach (Match file in Tables().Matches(Document))
            folder.Write(file.Groups[1].Value, file.Groups[2].Value);
        Visit[] tour = [.. Blocks().Matches(Document).SelectMany(block => Visits(block.Groups[1].Value))];
        foreach (Visit visit in tour)
        {
            string[] printed = visit.Arguments[0] == "serve" ? ServeAndStop(folder, visit) : RunToItsEnd(folder, visit);
            AssertShows(visit, printed);
        }
    }

    [TestMethod]
    public void TheTourVisitsEveryCommand()
    {
        string[] commands = [.. SampleConsole.Run("--help").Succeeded().Lines
            .SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => !line.EndsWith(':')).Select(line => line.Split(' ')[0])];
        Assert.IsNotEmpty(commands);
        string[] visited =
            [.. Blocks().Matches(Document).SelectMany(block => Visits(block.Groups[1].Value)).Select(visit => visit.Arguments[0])];
        CollectionAssert.IsSubsetOf(commands, visited);
    }

    private static string[] RunToItsEnd(TemporaryFolder folder, Visit visit) =>
        ChildProcess.DotNet(folder.FullPath, [Program, .. visit.Arguments]).Succeeded().Output.Split('\n');

    // A server prints where it listens, and then waits to be stopped. The port that it would take may be in use.
    private static string[] ServeAndStop(TemporaryFolder folder, Visit visit)
    {
        using Process process = ChildProcess.StartDotNet(folder.FullPath, [Program, .. visit.Arguments, "--port", "0"]);
        List<string> printed = [];
        int wanted = visit.Shown.Count(line => line.Length > 0 && line != Omitted);
        while (printed.Count < wanted && process.StandardOutput.ReadLine() is string line)
            printed.Add(line);
        process.Kill();
        process.WaitForExit();
        return [.. printed];
    }

    private static void AssertShows(Visit visit, string[] printed)
    {
        string[] actual = [.. printed.Select(Mask).Where(line => line.Length > 0)];
        int at = 0;
        bool mayLeaveOut = false;
        foreach (string line in visit.Shown.Select(Mask).Where(line => line.Length > 0))
        {
            if (line == Omitted)
            {
                mayLeaveOut = true;
                continue;
            }
            int found = mayLeaveOut ? Array.IndexOf(actual, line, at) : at < actual.Length && actual[at] == line ? at : -1;
            Assert.IsGreaterThanOrEqualTo(0, found, $"""
                The tour shows for '{visit}' the line
                  {line}
                where the command prints
                  {string.Join("\n  ", actual.Skip(at).Take(mayLeaveOut ? 200 : 3))}
                (figures are masked). Bring docs/console.md up to date.
                """);
            (at, mayLeaveOut) = (found + 1, false);
        }
        Assert.IsTrue(mayLeaveOut || at == actual.Length,
            $"'{visit}' prints more than the tour shows: {string.Join('\n', actual.Skip(at).Take(3))}");
    }

    private static IEnumerable<Visit> Visits(string block) => block.Split(Prompt)[1..].Select(text =>
    {
        string[] lines = text.Split('\n');
        return new Visit(Words(lines[0]), lines[1..]);
    });

    private static string[] Words(string line) => [.. Word().Matches(line).Select(match => match.Value.Trim('\'', '"'))];

    // Figures with a point, a thousands comma or a colon in them, and of three digits or more; blanks and rules that follow their widths.
    private static string Mask(string line) => Blanks().Replace(Rules().Replace(Figures().Replace(line, "#"), "-"), " ").Trim();

    [GeneratedRegex(@"```csv (\S+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\d+(?:[.,:]\d+)+|\d{3,}")]
    private static partial Regex Figures();

    [GeneratedRegex("-{2,}:?")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private sealed record Visit(string[] Arguments, string[] Shown)
    {
        public override string ToString() => $"rnn-samples {string.Join(' ', Arguments)}";
    }
}
