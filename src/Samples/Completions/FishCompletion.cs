namespace RnnTrainer.Samples;

/// <summary>Completion for fish: a line for each command and option.</summary>
internal sealed class FishCompletion() : ShellCompletion("fish", "rnn-samples.fish")
{
    public override string Script(CompletedCommand program) => $$"""
        # Completion of {{Program}} for fish: copy this file to ~/.config/fish/completions/{{Program}}.fish
        function __rnn_samples_at
            set -l path
            for word in (commandline -opc)[2..-1]
                switch "$path/$word"
        {{Lines(program.All.Where(command => command.Path != "").Select(Step))}}
                end
            end
            test "$path" = "$argv[1]"
        end
        {{Lines(program.All.SelectMany(Of))}}

        """;

    private static string Step(CompletedCommand command) =>
        $"            case '{command.Above}/{command.Name}'\n                set path '{command.Path}'";

    private static IEnumerable<string> Of(CompletedCommand command)
    {
        string start = $"complete -c {Program} -n '__rnn_samples_at \"{command.Path}\"'";
        foreach (CompletedCommand below in command.Subcommands)
            yield return $"{start} -f -a '{below.Name}' -d '{Short(below.Description)}'";
        if (!command.TakesFiles)
            yield return $"{start} -f";
        foreach (CompletedOption option in command.Options)
        {
            string names = string.Join(' ', option.Names.Select(Name));
            string value = !option.TakesValue ? "" : option.IsPath ? " -r -F"
                : option.Values.Count == 0 ? " -x" : $" -x -a '{string.Join(' ', option.Values)}'";
            yield return $"{start} {names}{value} -d '{Short(option.Description)}'";
        }
    }

    private static string Name(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $"-l '{name[2..]}'" : $"-s '{name[1..]}'";
}
