using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>Writes what shells need to complete the program's command line, made of the commands themselves.</summary>
internal sealed class CompletionsCommand : SampleCommand
{
    private readonly Argument<DirectoryInfo> folder = new("folder") { Description = "Where to write the files; created if missing." };

    public CompletionsCommand() : base(
        "completions", "Write completion files for bash, zsh, fish and PowerShell.",
        ("completions ~/completions", "rnn-samples.bash, _rnn-samples, rnn-samples.fish, rnn-samples.ps1"))
    {
        Add(folder);
        SetWork((parsed, _) => Write(parsed.GetRequiredValue(folder), (RootCommand)parsed.RootCommandResult.Command));
    }

    private static int Write(DirectoryInfo folder, RootCommand root)
    {
        folder.Create();
        CompletedCommand program = CompletedCommand.Of(root);
        foreach (ShellCompletion shell in ShellCompletion.All)
            File.WriteAllText(Path.Combine(folder.FullName, shell.FileName), shell.Script(program));
        new Screen().Line($"{string.Join(", ", ShellCompletion.All.Select(shell => shell.FileName))} written to '{folder}'.");
        return ExitCode.Success;
    }
}
