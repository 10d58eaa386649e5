using System.CommandLine;
using System.CommandLine.Completions;

namespace RnnTrainer.Samples;

/// <summary>A command as shells complete it.</summary>
/// <param name="Path">The names of the commands down to it, the program's left out: "images write"; empty for the program.</param>
/// <param name="Description">What it does.</param>
/// <param name="Subcommands">The commands below it.</param>
/// <param name="Options">Its options, those of the commands above it that hold for it among them.</param>
/// <param name="TakesFiles">Whether it has arguments, all of which are files or folders.</param>
internal sealed record CompletedCommand(
    string Path, string Description, IReadOnlyList<CompletedCommand> Subcommands, IReadOnlyList<CompletedOption> Options, bool TakesFiles)
{
    /// <summary>Its name.</summary>
    public string Name => Path.Split(' ')[^1];

    /// <summary>The path of the command that it is below.</summary>
    public string Above => Path[..Math.Max(0, Path.LastIndexOf(' '))];

    /// <summary>It, and all commands below it.</summary>
    public IEnumerable<CompletedCommand> All => Subcommands.SelectMany(command => command.All).Prepend(this);

    /// <summary>What System.CommandLine knows of the program.</summary>
    public static CompletedCommand Of(RootCommand root) => Of(root, "", []);

    private static CompletedCommand Of(Command command, string path, IReadOnlyList<Option> inherited) => new(
        path, command.Description ?? "",
        [
            .. command.Subcommands.Where(below => !below.Hidden).Select(below => Of(
                below, $"{path} {below.Name}".Trim(), [.. inherited, .. command.Options.Where(option => option.Recursive)])),
        ],
        [.. command.Options.Concat(inherited).Where(option => !option.Hidden).Select(Of)], command.Arguments.Count > 0);

    private static CompletedOption Of(Option option) => new(
        [.. option.Aliases.Prepend(option.Name)], option.Description ?? "",
        [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label).Distinct().Order(StringComparer.Ordinal)],
        option.ValueType.IsAssignableTo(typeof(FileSystemInfo)),
        option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool));
}
