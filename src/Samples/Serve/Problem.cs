using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RnnTrainer.Samples;

/// <summary>Why a request was refused, as JSON (RFC 9457): status, title, and what was wrong as <c>error</c>.</summary>
internal sealed record Problem(int Status, string Title, string Error)
{
    /// <summary>A request in a line: its method and path.</summary>
    public static string NameOf(HttpRequest request) => $"{request.Method} {request.Path}";

    /// <summary>Answers with one.</summary>
    public static Task Write(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        Problem problem = new(status, ReasonPhrases.GetReasonPhrase(status), error);
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Middleware: turns what is thrown, and answers without a body, into problems.</summary>
    /// <param name="context">The request and its answer.</param>
    /// <param name="next">What answers it.</param>
    /// <param name="verbose">Whether a fault is shown with where it happened.</param>
    public static async Task Describe(HttpContext context, RequestDelegate next, bool verbose)
    {
        (int Status, string Error)? problem = null;
        try
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && !context.Response.HasStarted)
                problem = (context.Response.StatusCode, $"{NameOf(context.Request)} is not served here; use {ServedContent.List}.");
        }
        catch (Exception exception) when (exception is InvalidDataException or UsageException or RnnRowException or RnnInputException)
        {
            problem = (StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            problem = (exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string what = verbose ? $"{exception}" : $"{exception.Message.ReplaceLineEndings(" ")} Run with --verbose for the stack trace.";
            await Console.Error.WriteLineAsync($"{NameOf(context.Request)}: {what}");
            problem = (StatusCodes.Status500InternalServerError, "Unexpected error; the server's terminal shows it.");
        }
        if (problem is { } found && !context.Response.HasStarted)
            await Write(context, found.Status, found.Error);
    }
}
