using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RnnTrainer.Samples;

/// <summary>The standard help, followed by the command's notes, examples and exit codes.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    private const string Completion = """
        Tab completion of commands, options and values:
          rnn-samples completions FOLDER
          writes files for bash, zsh, fish and PowerShell; each says where to put it

        """;

    private readonly HelpAction standard;

    private CommandHelp(HelpAction standard, bool clearsParseErrors)
    {
        this.standard = standard;
        ClearsParseErrors = clearsParseErrors;
    }

    /// <summary>Whether it is shown although something else on the command line is wrong.</summary>
    public override bool ClearsParseErrors { get; }

    /// <summary>Gives every command below this one such a help.</summary>
    public static void Extend(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        HelpAction standard = (HelpAction)option.Action!;
        option.Action = new CommandHelp(standard, clearsParseErrors: true);
        // A command of commands does nothing by itself.
        foreach (Command command in root.Subcommands.Where(command => command.Action is null))
            command.Action = new CommandHelp(standard, clearsParseErrors: false);
    }

    public override int Invoke(ParseResult parseResult)
    {
        Command asked = parseResult.CommandResult.Command;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (asked is not SampleCommand command)
            return ShowAll(parseResult, asked, output);

        int code = standard.Invoke(parseResult);
        foreach (string note in command.Notes)
            output.WriteLine(note);
        ShowExamples(output, command.Examples);
        ShowExitCodes(output);
        return code;
    }

    // The options that the root shares with a command are many, and stand in that one's help.
    private int ShowAll(ParseResult parseResult, Command root, TextWriter output)
    {
        SampleCommand[] commands = [.. root.Subcommands.OfType<SampleCommand>()];
        foreach (Option option in root.Options.Intersect(commands.SelectMany(command => command.Options)))
            option.Hidden = true;
        int code = standard.Invoke(parseResult);
        output.WriteLine("Without a command: train, with all its options. For a command's options and more examples:");
        output.WriteLine("  rnn-samples COMMAND --help");
        output.WriteLine();
        ShowExamples(output, commands.SelectMany(command => command.Examples.Take(2)));
        output.WriteLine(Completion);
        ShowExitCodes(output);
        return code;
    }

    private static void ShowExamples(TextWriter output, IEnumerable<(string Arguments, string Purpose)> examples)
    {
        output.WriteLine("Examples:");
        foreach ((string arguments, string purpose) in examples)
            output.WriteLine($"  rnn-samples {arguments,-64}{purpose}");
        output.WriteLine();
    }

    private static void ShowExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        output.WriteLine(ExitCode.Text);
    }
}
