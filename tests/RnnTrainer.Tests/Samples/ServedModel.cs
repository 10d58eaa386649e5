using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RnnTrainer.Tests.Samples;

/// <summary>A process that serves a model, on a free port, until it is disposed.</summary>
internal sealed class ServedModel : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> error;
    private bool isDisposed;

    public ServedModel(string model, params string[] arguments)
    {
        process = ChildProcess.StartProgram("src/Samples", "rnn-samples", ["serve", model, "--port", "0", .. arguments]);
        error = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is string line)
        {
            Lines.Add(line);
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address)
                continue;
            Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Patience }) { BaseAddress = new Uri(address), Timeout = Patience };
            return;
        }
        throw new InvalidOperationException($"The server did not start: {error.GetAwaiter().GetResult()}");
    }

    /// <summary>What it printed until it was ready.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    /// <summary>Sends a drawing.</summary>
    public async Task<Answer> Predict(IEnumerable<int> pixels, int width, int height)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/api/predict", new { pixels, width, height });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Answer>())!;
    }

    /// <summary>Sends any body, and returns status, content type and the parsed answer.</summary>
    public async Task<(int Status, string? Type, JsonElement Body)> Post(string body, string contentType = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/predict") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.ExpectContinue = true; // what is too large is refused before it is sent
        using HttpResponseMessage response = await Client.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Sends a signal: TERM, or INT as Ctrl-C does.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end: its exit code, and what it printed on standard error.</summary>
    public (int ExitCode, string Error) WaitForExit()
    {
        Assert.IsTrue(process.WaitForExit(Patience), "The server did not end.");
        return (process.ExitCode, error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        Client.Dispose();
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    /// <summary>The answer of <c>POST /api/predict</c>.</summary>
    public sealed record Answer(string Digit, string[] Classes, float[] Probabilities, float[][] Steps, int Height, int Width, int[] Seen, bool Inverted);
}
