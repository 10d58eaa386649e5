namespace RnnTrainer.Samples;

/// <summary>Completion for bash: a function that looks at the command, and at the option before the word.</summary>
internal sealed class BashCompletion() : ShellCompletion("bash", "rnn-samples.bash")
{
    public override string Script(CompletedCommand program) => $$"""
        # Completion of {{Program}} for bash: source this file, or copy it to ~/.local/share/bash-completion/completions/{{Program}}
        _rnn_samples() {
            local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= word words files=
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "$path/$word" in
        {{Lines(program.All.Where(command => command.Path != "").Select(Step))}}
                esac
            done
            COMPREPLY=()
            case "$path:$prev" in
        {{Lines(program.All.SelectMany(Values))}}
            esac
            case "$path" in
        {{Lines(program.All.Select(Words))}}
            esac
            [[ $cur == -* ]] || words=${words##*|}
            COMPREPLY=($(compgen -W "${words//|/ }" -- "$cur"))
            [[ -n $files && $cur != -* ]] && COMPREPLY+=($(compgen -f -- "$cur"))
        }
        complete -o filenames -F _rnn_samples {{Program}}

        """;

    private static string Step(CompletedCommand command) =>
        $"            \"{command.Above}/{command.Name}\") path=\"{command.Path}\" ;;";

    private static IEnumerable<string> Values(CompletedCommand command) =>
        from option in command.Options
        where option.TakesValue
        let names = string.Join('|', option.Names.Select(name => $"\"{command.Path}:{name}\""))
        let reply = option.IsPath ? "compgen -f -- \"$cur\"" : $"compgen -W \"{string.Join(' ', option.Values)}\" -- \"$cur\""
        select $"        {names}) COMPREPLY=($({reply})); return ;;";

    private static string Words(CompletedCommand command) =>
        $"        \"{command.Path}\") words=\"{string.Join(' ', command.Options.SelectMany(option => option.Names))}"
        + $"|{string.Join(' ', command.Subcommands.Select(below => below.Name))}\"{(command.TakesFiles ? " files=1" : "")} ;;";
}
