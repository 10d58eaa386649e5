using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>A command that measures something and leaves its tables in a Markdown file.</summary>
internal abstract class BenchmarkCommand : Command
{
    private readonly Option<bool> quick;
    private readonly Option<DirectoryInfo?> output = new("--out")
    {
        Description = "Folder for the result file. [default: benchmarks/results of the repository; none for --quick]",
        HelpName = "folder",
    };

    /// <param name="name">What is typed.</param>
    /// <param name="description">What the command does, in one line.</param>
    /// <param name="quickMeans">What <c>--quick</c> leaves out.</param>
    protected BenchmarkCommand(string name, string description, string quickMeans) : base(name, description)
    {
        quick = new("--quick") { Description = $"{quickMeans} Shows the tables, and writes them only where --out is given." };
        Add(output);
        Add(quick);
        SetAction(Run);
    }

    /// <summary>Measures.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="quick">Whether rough figures do.</param>
    /// <returns>The tables, and the program's exit code; <see langword="null"/>: there is nothing to measure.</returns>
    protected abstract (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick);

    private int Run(ParseResult parsed)
    {
        bool isQuick = parsed.GetValue(quick);
        if (Measure(parsed, isQuick) is not (var results, var exitCode))
            return 0;
        Console.Write(results.Text);

        // Figures of a quick run are rough, and must not take the place of the ones that docs/benchmarks.md shows.
        string? folder = parsed.GetValue(output)?.FullName ?? (isQuick ? null : Repository.PathOf("benchmarks", "results"));
        if (folder is not null)
            results.Write(folder);
        return exitCode;
    }
}
