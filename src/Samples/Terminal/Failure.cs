using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>Turns what went wrong into one line on standard error and an exit code.</summary>
internal static class Failure
{
    private const string Program = "rnn-samples";

    /// <summary>The command line has errors.</summary>
    public static int BadUsage(ParseResult parsed)
    {
        string command = "";
        for (Command? at = parsed.CommandResult.Command; at is not (null or RootCommand); at = at.Parents.OfType<Command>().First())
            command = $" {at.Name}{command}";
        // An argument would take it for a file's name.
        string message = Suggestion.UnknownOption(parsed.CommandResult) is { } unknown
            ? $"Unrecognized command or argument '{unknown}'." : parsed.Errors[0].Message;
        Write($"{message}{Suggestion.For(parsed)} See '{Program}{command} --help'.");
        return ExitCode.BadUsage;
    }

    /// <summary>A command threw.</summary>
    public static int Report(Exception exception, bool verbose)
    {
        // ML.NET reads ahead on other threads, and wraps what they throw.
        Exception? cause = Causes(exception).FirstOrDefault(found => CodeOf(found) is not null);
        // The first of several processes says what failed on another one.
        if (cause?.InnerException is RnnRankException && !RnnMpi.IsFirst)
            return CodeOf(cause)!.Value;
        bool isCancelled = cause is OperationCanceledException and not CancelledException;
        Write(isCancelled ? "Cancelled; no file was written." : (cause ?? exception).Message);
        if (verbose)
            Console.Error.WriteLine(exception);
        else if (cause is null)
            Write("Unexpected error. Run again with --verbose for the stack trace.");
        return cause is null ? ExitCode.Internal : CodeOf(cause)!.Value;
    }

    /// <summary>Something failed, and the command goes on with the rest.</summary>
    /// <returns>The exit code to end with.</returns>
    public static int GoOn(Exception exception)
    {
        Write(exception.Message);
        return CodeOf(exception) ?? ExitCode.Internal;
    }

    /// <summary>A line on standard error. What a file holds may be in it, but says nothing to a terminal.</summary>
    public static void Write(string message) => Console.Error.WriteLine(
        $"{Program}: {string.Concat(message.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? '?' : letter))}");

    /// <summary>The code of what can be expected to happen.</summary>
    private static int? CodeOf(Exception exception) => exception switch
    {
        OperationCanceledException => ExitCode.Cancelled,
        UsageException => ExitCode.BadUsage,
        RnnNativeBackendException => ExitCode.Internal,
        IOException or InvalidDataException or UnauthorizedAccessException => ExitCode.InputOutput,
        TrainingFailedException => ExitCode.TargetMissed,
        _ => null,
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
