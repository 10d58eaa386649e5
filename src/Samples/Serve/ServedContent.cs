using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RnnTrainer.Samples;

/// <summary>What a server offers for a model: a page, and answers to what the page asks.</summary>
/// <param name="fileName">The model's file, without the folders that it lies in.</param>
internal abstract class ServedContent(string fileName)
{
    /// <summary>All of it that a program may want, for messages.</summary>
    public const string List = "GET /, POST /api/predict, GET /api/model, GET /health";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private readonly long started = Stopwatch.GetTimestamp();

    /// <summary>The model's file, without the folders that it lies in.</summary>
    public string FileName => fileName;

    /// <summary>The model, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>What one does there: "Draw at".</summary>
    public abstract string Invitation { get; }

    /// <summary>What the network tells apart; none where it does not classify.</summary>
    public abstract IReadOnlyList<string> Classes { get; }

    /// <summary>The largest body that it reads.</summary>
    public abstract long MostBytes { get; }

    /// <summary>The page and all that belongs to it.</summary>
    protected abstract IReadOnlyList<PageFile> Files { get; }

    /// <summary>Adds what the server answers to.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (PageFile file in Files)
            routes.MapMethods(file.Path, Reading, context => Send(context, file));
        routes.MapMethods("/health", Reading, Health);
        routes.MapMethods("/api/model", Reading, context => context.Response.WriteAsJsonAsync(Describe()));
        routes.MapPost("/api/predict", Predict);
    }

    /// <summary>What a page wants to know of the model.</summary>
    protected abstract object Describe();

    /// <summary>Answers a question.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says why and what would be one.</exception>
    protected abstract Task<object> Answer(Stream body, CancellationToken cancellation);

    private static Task Send(HttpContext context, PageFile file)
    {
        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Content.Length;
        bool wantsContent = !HttpMethods.IsHead(context.Request.Method);
        return wantsContent ? context.Response.Body.WriteAsync(file.Content).AsTask() : Task.CompletedTask;
    }

    private Task Health(HttpContext context) => context.Response.WriteAsJsonAsync(new
    {
        Status = "ok",
        Model = FileName,
        Classes,
        UptimeSeconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3),
    });

    private async Task Predict(HttpContext context)
    {
        if (RequestGuard.WhyNotJson(context.Request) is { } error)
        {
            context.Response.Headers.AcceptEncoding = "identity";
            await Problem.Write(context, StatusCodes.Status415UnsupportedMediaType, error);
            return;
        }
        object answer = await Answer(context.Request.Body, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }
}
