using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RnnTrainer.Samples;

/// <summary>A web server for this machine only: a model's page, and what it asks.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    /// <summary>Requests that have begun may take so long after Ctrl-C.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(4);

    private readonly WebApplication app;

    private ModelServer(WebApplication app) => this.app = app;

    /// <summary>Where it can be reached.</summary>
    public Uri Address =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts one.</summary>
    /// <param name="content">What it offers.</param>
    /// <param name="port">Where to listen; 0 takes any free one.</param>
    /// <param name="verbose">Whether requests are shown on standard error.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<ModelServer> Start(ServedContent content, int port, bool verbose, CancellationToken cancellation)
    {
        // An empty builder: no file or variable of whoever starts it can make it listen elsewhere.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = content.MostBytes;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);

        WebApplication app = builder.Build();
        if (verbose)
            app.Use(Show);
        app.Use(Protect);
        app.Use((context, next) => Problem.Describe(context, next, verbose));
        app.Use(RequestGuard.Check);
        content.Map(app);
        try
        {
            await app.StartAsync(cancellation);
            return new(app);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await app.DisposeAsync();
            string why = exception.GetBaseException().Message;
            throw new IOException(
                $"Cannot listen on port {port} of this machine: {why}. Choose another --port, or 0 for any free port.", exception);
        }
    }

    /// <summary>Serves until it is told to stop, and answers what was asked until then.</summary>
    public Task WaitForStop(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Task Protect(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static async Task Show(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        await next(context);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Console.Error.WriteLineAsync($"{Problem.NameOf(context.Request)} {context.Response.StatusCode} {milliseconds:0.0} ms");
    }
}
