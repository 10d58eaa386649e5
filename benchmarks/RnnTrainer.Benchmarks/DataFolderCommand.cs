using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>A benchmark of data that do not lie in the repository: without them it says where to get them, and ends.</summary>
internal abstract class DataFolderCommand : BenchmarkCommand
{
    /// <summary>An environment variable that names a folder with one folder for each set of data.</summary>
    private const string Variable = "RNNTRAINER_DATA";

    private readonly Option<DirectoryInfo?> data;
    private readonly string folderName, origin;
    private readonly string[] files;

    /// <param name="name">What is typed.</param>
    /// <param name="description">What the command does, in one line.</param>
    /// <param name="quickMeans">What <c>--quick</c> leaves out.</param>
    /// <param name="folderName">The data's folder in that of <c>RNNTRAINER_DATA</c>.</param>
    /// <param name="origin">Where the data come from.</param>
    /// <param name="files">The files that are read; * stands for any part of a name.</param>
    protected DataFolderCommand(string name, string description, string quickMeans, string folderName, string origin, params string[] files)
        : base(name, description, quickMeans)
    {
        (this.folderName, this.origin, this.files) = (folderName, origin, files);
        data = new("--data")
        {
            Description = $"Folder with {string.Join(", ", files)}. [default: {folderName} in the folder that {Variable} names]",
            HelpName = "folder",
        };
        Add(data);
    }

    /// <summary>Measures.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">Holds all files.</param>
    /// <param name="quick">Whether rough figures do.</param>
    /// <returns>The tables, and the program's exit code.</returns>
    protected abstract (ResultFile Results, int ExitCode) Measure(ParseResult parsed, string folder, bool quick);

    protected sealed override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        string? folder = parsed.GetValue(data)?.FullName
            ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } all ? Path.Combine(all, folderName) : null);
        if (Directory.Exists(folder) && files.All(file => Directory.EnumerateFiles(folder, file).Any()))
            return Measure(parsed, folder, quick);
        Console.Error.WriteLine(
            $"Skipped: {(folder is null ? "no folder is given" : $"'{folder}' does not hold all files")}. "
            + $"Give --data FOLDER with {string.Join(", ", files)} of {origin}.");
        return null;
    }
}
