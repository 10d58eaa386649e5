namespace RnnTrainer.Samples;

/// <summary>Completion for zsh: a function that describes what fits the command, or the option before the word.</summary>
internal sealed class ZshCompletion() : ShellCompletion("zsh", "_rnn-samples")
{
    public override string Script(CompletedCommand program) => $$"""
        #compdef {{Program}}
        # Completion of {{Program}} for zsh: copy this file to a folder of $fpath
        _rnn_samples() {
            local command= word
            local -a commands options
            for word in "${(@)words[2,CURRENT-1]}"; do
                case "$command/$word" in
        {{Lines(program.All.Where(command => command.Path != "").Select(Step))}}
                esac
            done
            case "$command:${words[CURRENT-1]}" in
        {{Lines(program.All.SelectMany(Values))}}
            esac
            case "$command" in
        {{Lines(program.All.Select(Words))}}
            esac
            if [[ ${words[CURRENT]} == -* ]]; then
                _describe -o option options
            else
                (( ${#commands} )) && _describe command commands
                (( ${#commands} )) || _files
            fi
        }
        compdef _rnn_samples {{Program}}

        """;

    private static string Step(CompletedCommand command) =>
        $"            '{command.Above}/{command.Name}') command='{command.Path}' ;;";

    private static IEnumerable<string> Values(CompletedCommand command) =>
        from option in command.Options
        where option.TakesValue
        let names = string.Join('|', option.Names.Select(name => $"'{command.Path}:{name}'"))
        let reply = option.IsPath ? "_files" : option.Values.Count == 0 ? "_message value"
            : $"compadd -- {string.Join(' ', option.Values.Select(value => $"'{value}'"))}"
        select $"        {names}) {reply}; return ;;";

    private static string Words(CompletedCommand command) => $"""
                '{command.Path}')
                    commands=({string.Join(' ', command.Subcommands.Select(below => $"'{below.Name}:{Short(below.Description)}'"))})
                    options=({string.Join(' ', command.Options.SelectMany(option =>
                        option.Names.Select(name => $"'{name}:{Short(option.Description)}'")))}) ;;
        """;
}
