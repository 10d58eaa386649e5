using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RnnTrainer.Samples;

/// <summary>The standard help, followed by presets, examples and exit codes.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    private readonly HelpAction standard;

    private CommandHelp(HelpAction standard) => this.standard = standard;

    public override bool ClearsParseErrors => true;

    /// <summary>Gives every command below this one such a help.</summary>
    public static void Extend(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new CommandHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = standard.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command asked = parseResult.CommandResult.Command;
        SampleCommand[] commands = asked is SampleCommand command ? [command] : [.. asked.Subcommands.OfType<SampleCommand>()];

        if (commands.OfType<TrainCommand>().Any())
        {
            output.WriteLine("Presets:");
            foreach (Preset preset in Preset.All)
                output.WriteLine($"  {preset.Name,-12}{preset.Purpose}: {preset.Summary}");
            output.WriteLine();
        }
        output.WriteLine("Examples:");
        foreach ((string arguments, string purpose) in commands.SelectMany(command => command.Examples))
            output.WriteLine($"  rnn-samples {arguments,-44}{purpose}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine(ExitCode.Text);
        return code;
    }
}
