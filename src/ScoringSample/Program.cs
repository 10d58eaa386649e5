using System.CommandLine;
using System.CommandLine.Invocation;
using RnnTrainer.Samples;
using RnnTrainer.ScoringSample;

ParseResult parsed = new ScoreCommand().Parse(args);
if (parsed.Action is ParseErrorAction)
    return Fail($"{parsed.Errors[0].Message} See 'rnn-score --help'.", ExitCode.BadUsage);

try
{
    return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception exception)
{
    // ML.NET reads ahead on other threads, and wraps what they throw.
    for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
    {
        if (cause is IOException or InvalidDataException or UnauthorizedAccessException)
            return Fail(cause.Message, ExitCode.InputOutput);
    }
    return Fail($"{exception.GetType().Name}: {exception.Message}", ExitCode.Internal);
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine($"rnn-score: {message.ReplaceLineEndings(" ")}");
    return exitCode;
}
