using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says where a run saves checkpoints, and where it goes on from.</summary>
internal sealed class CheckpointChoice
{
    private readonly Option<DirectoryInfo?> folder = new("--checkpoint")
    {
        Description = "Folder for checkpoints, from which an interrupted run can resume.",
        HelpName = "folder",
    };

    private readonly Option<int?> epochs = Numbers.Count("--checkpoint-epochs", "Epochs between checkpoints. [default: 1]");
    private readonly Option<double?> minutes = Numbers.Positive(
        "--checkpoint-minutes", "Minutes between checkpoints within an epoch. [default: none]");

    private readonly Option<string?> resume = new("--resume")
    {
        Description = "Resume from a checkpoint, or from the newest in a folder. The network has the same bits "
            + "as without the interruption. [default: the folder of --checkpoint]",
        HelpName = "folder or file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [folder, epochs, minutes, resume];

    /// <summary>The trainer's options, with checkpoints where they are asked for.</summary>
    /// <exception cref="UsageException">Options are missing beside others, or the folder is another run's.</exception>
    /// <exception cref="IOException">There is nothing to go on from.</exception>
    public RnnOptions Apply(ParseResult parsed, RnnOptions options)
    {
        DirectoryInfo? into = parsed.GetValue(folder);
        if (into is null && new Option[] { epochs, minutes }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } given)
            throw new UsageException($"{given.Name} needs --checkpoint, the folder for the checkpoints.");
        if (File.Exists(into?.FullName))
            throw new IOException($"--checkpoint must be a folder, but '{into}' is a file.");
        string? from = From(parsed.GetResult(resume), into);
        if (into is not null && Newest(into.FullName) is { } newest && (from is null || !IsIn(into, from)))
        {
            throw new UsageException(
                $"The folder '{into}' of --checkpoint already has checkpoints, the newest '{newest}'. "
                + "Add --resume to continue from it, or choose another folder.");
        }
        return options with
        {
            Checkpoints = into is null ? null : new()
            {
                Folder = into.ToString(),
                EveryEpochs = parsed.GetValue(epochs) ?? 1,
                EveryMinutes = parsed.GetValue(minutes),
            },
            ResumeFrom = from,
        };
    }

    private static string? From(OptionResult? resume, DirectoryInfo? into)
    {
        if (resume is null)
            return null;
        if (resume.Tokens is [])
            return into?.ToString() ?? throw new UsageException(
                "--resume needs --checkpoint, or the path of a checkpoint or of a folder of checkpoints.");
        string from = resume.Tokens[0].Value;
        bool isThere = File.Exists(from) || Newest(from) is not null || (into is not null && IsIn(into, from));
        return isThere ? from : throw new FileNotFoundException(
            $"There is no checkpoint '{from}' and no folder of checkpoints with that name.", from);
    }

    private static string? Newest(string folder) => !Directory.Exists(folder) ? null
        : Directory.EnumerateFiles(folder, "checkpoint-*.rnnckpt").Select(file => Path.GetFileName(file)).Max(StringComparer.Ordinal);

    private static bool IsIn(DirectoryInfo folder, string path)
    {
        string holder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : Path.GetFullPath(path);
        return Path.TrimEndingDirectorySeparator(holder) == Path.TrimEndingDirectorySeparator(folder.FullName);
    }
}
