namespace RnnTrainer.Samples;

/// <summary>Completion for PowerShell: tables that a registered block looks into; files are the shell's own.</summary>
internal sealed class PowerShellCompletion() : ShellCompletion("powershell", "rnn-samples.ps1")
{
    public override string Script(CompletedCommand program) => $$"""
        # Completion of {{Program}} for PowerShell: dot-source this file in $PROFILE
        Register-ArgumentCompleter -Native -CommandName '{{Program}}' -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $commands = @{
        {{Lines(program.All.Select(Commands))}}
            }
            $options = @{
        {{Lines(program.All.Select(Options))}}
            }
            $values = @{
        {{Lines(program.All.SelectMany(Values))}}
            }
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
                Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
            $path = ''
            foreach ($word in $words) {
                if ($commands[$path] -contains $word) { $path = "$path $word".Trim() }
            }
            $previous = if ($words.Count -gt 0) { "${path}:$($words[-1])" } else { '' }
            $found = if ($values.ContainsKey($previous)) { $values[$previous] }
                elseif ($wordToComplete.StartsWith('-')) { $options[$path] }
                else { $commands[$path] }
            $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    private static string Commands(CompletedCommand command) => Row(command.Path, command.Subcommands.Select(below => below.Name));

    private static string Options(CompletedCommand command) => Row(command.Path, command.Options.SelectMany(option => option.Names));

    private static IEnumerable<string> Values(CompletedCommand command) =>
        from option in command.Options
        where option.Values.Count > 0
        from name in option.Names
        select Row($"{command.Path}:{name}", option.Values);

    private static string Row(string key, IEnumerable<string> values) =>
        $"        '{key}' = @({string.Join(", ", values.Select(value => $"'{value}'"))})";
}
