using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RnnTrainer.Samples;

/// <summary>What the server answers to.</summary>
internal sealed class DrawingEndpoints(DrawingPredictor predictor)
{
    /// <summary>All of it that a program may want, for messages.</summary>
    public const string List = "GET /, POST /api/predict, GET /api/model, GET /health";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private readonly long started = Stopwatch.GetTimestamp();

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (PageFile file in PageFile.All)
            routes.MapMethods(file.Path, Reading, context => Send(context, file));
        routes.MapMethods("/health", Reading, Health);
        routes.MapMethods("/api/model", Reading, Describe);
        routes.MapPost("/api/predict", Predict);
    }

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
        Model = predictor.Model.FileName,
        predictor.Model.Classes,
        UptimeSeconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3),
    });

    private Task Describe(HttpContext context)
    {
        RnnModel network = predictor.Model.Network.Model;
        return context.Response.WriteAsJsonAsync(new
        {
            Name = predictor.Model.FileName,
            predictor.Model.Classes,
            predictor.Model.Height,
            predictor.Model.Width,
            Cell = $"{network.Cell}",
            network.HiddenSize,
            network.Layers,
            network.Bidirectional,
        });
    }

    private async Task Predict(HttpContext context)
    {
        if (RequestGuard.WhyNotJson(context.Request) is { } error)
        {
            context.Response.Headers.AcceptEncoding = "identity";
            await Problem.Write(context, StatusCodes.Status415UnsupportedMediaType, error);
            return;
        }
        Drawing drawing = await Drawing.Read(context.Request.Body, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(predictor.Predict(drawing), context.RequestAborted);
    }
}
