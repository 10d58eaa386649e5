using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using RnnTrainer.Samples;

// Digits are drawn with block characters, which some consoles show only when told that text is UTF-8.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

FinalizerFailure.Ignore();

Option<bool> verbose = new("--verbose")
{
    Description = "Show ML.NET's training log, requests to the server, and stack traces of errors.",
    Recursive = true,
};
TrainCommand train = new(verbose);

// Without a command, train is meant: the root takes the same options and does the same.
RootCommand root = new("Train, evaluate and serve recurrent networks with ML.NET, on your own files or images. Without a command: train.")
{
    train,
    new EvaluateCommand(),
    new PredictCommand(),
    new SweepCommand(),
    new ForecastCommand(verbose),
    new ReportCommand(),
    new CompareCommand(),
    new ServeCommand(verbose),
    new ImagesCommand(),
    new CompletionsCommand(),
    verbose,
};
foreach (Option option in train.Options)
    root.Add(option);
root.Action = train.Action;
CommandHelp.Extend(root);

// 'help train' is what 'train --help' is.
if (args is ["help", .. string[] about])
    args = [.. about, "--help"];

// A file whose name begins with @ is a file like others.
ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Action is ParseErrorAction)
    return Failure.BadUsage(parsed);

// The library's own way would end the command some seconds after Ctrl-C, in the middle of saving a model.
using Interruption interruption = new();
int code;
try
{
    code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
}
catch (Exception exception)
{
    code = Failure.Report(exception, parsed.GetValue(verbose));
}
ProcessEnd.Now(code);
return code;
