extern alias samples;
using System.Text.RegularExpressions;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Samples;

/// <summary>The completion files that the build leaves beside the program.</summary>
[TestClass]
public sealed partial class CompletionTests
{
    private static string Folder => Path.Combine(Path.GetDirectoryName(ChildProcess.PathOf("src/Samples", "rnn-samples"))!, "completions");

    /// <summary>What the help shows is what shells complete.</summary>
    [TestMethod]
    public void EachFileNamesEveryCommandAndOption()
    {
        string[] files = [.. ShellCompletion.All.Select(shell => File.ReadAllText(Path.Combine(Folder, shell.FileName)))];
        Assert.HasCount(4, files);
        string[][] commands = [.. Commands([])];
        Assert.Contains("images write", commands.Select(path => string.Join(' ', path)));
        foreach (string[] path in commands)
        {
            foreach (string file in files)
            {
                Assert.Contains(string.Join(' ', path), file);
                foreach (string option in Options(path))
                    Assert.IsTrue(Names(file, option), $"{string.Join(' ', path)} {option}");
            }
        }
    }

    [TestMethod]
    [DataRow("train --preset ls", "lstm")]
    [DataRow("tr", "train")]
    [DataRow("images ''", "read write")]
    [DataRow("images write --tran", "--transposed")]
    [DataRow("train --checkpoint-", "--checkpoint-epochs --checkpoint-minutes")]
    [DataRow("train --task q", "quantiles")]
    [DataRow("forecast data/air", "data/airline-passengers.csv")]
    [DataRow("train --data data/mn", "data/mnist")]
    public void BashCompletesWhatIsBegun(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There is no bash.");
        string script = $"""
            source '{Path.Combine(Folder, "rnn-samples.bash")}'
            COMP_WORDS=(rnn-samples {line})
            COMP_CWORD=$(({"${#COMP_WORDS[@]}"} - 1))
            _rnn_samples
            printf '%s\n' "{"${COMPREPLY[@]}"}" | sort
            """;
        ChildProcess child = ChildProcess.Run("bash", Repository.Root, ["-c", script]);
        Assert.AreEqual(expected, string.Join(' ', child.Succeeded().Lines));
    }

    [TestMethod]
    [DataRow("rnn-samples train --preset s", "sensor simple-rnn")]
    [DataRow("rnn-samples images ", "read write")]
    [DataRow("rnn-samples train --checkpoint-", "--checkpoint-epochs --checkpoint-minutes")]
    public void FishCompletesWhatIsBegun(string line, string expected)
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "fish"))))
            Assert.Inconclusive("There is no fish.");
        string script = $"source '{Path.Combine(Folder, "rnn-samples.fish")}'; complete -C '{line}'";
        ChildProcess child = ChildProcess.Run("fish", Repository.Root, ["-c", script]);
        IEnumerable<string> shown = child.Succeeded().Lines.Select(line => line.Split('\t')[0]);
        Assert.AreEqual(expected, string.Join(' ', shown.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string[]> Commands(string[] above)
    {
        string[] names = [.. Help(above).SkipWhile(line => line != "Commands:").Skip(1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])];
        return names.SelectMany(name => Commands([.. above, name]).Prepend([.. above, name]));
    }

    private static IEnumerable<string> Options(string[] path) =>
        Option().Matches(string.Join('\n', Help(path).SkipWhile(line => line != "Options:"))).Select(match => match.Groups[1].Value);

    private static string[] Help(string[] path) => SampleConsole.Run([.. path, "--help"]).Succeeded().Output.Split('\n');

    // In fish an option stands without its dashes.
    private static bool Names(string file, string option) =>
        Regex.IsMatch(file, $"(?<![a-z-]){option}(?![a-z-])") || file.Contains($"-l '{option[2..]}'", StringComparison.Ordinal);

    [GeneratedRegex(@"^  (?:-\S+, )*(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
