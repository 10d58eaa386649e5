using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RnnTrainer.Tests.Samples;

/// <summary>A process that serves a model, on a free port, until it is disposed.</summary>
internal sealed class ServedModel : IDisposable
{
    private readonly SignalledProcess process;
    private bool isDisposed;

    public ServedModel(string model, params string[] arguments)
    {
        process = SampleConsole.Start(["serve", model, "--port", "0", .. arguments]);
        string ready = process.WaitForLine(line => line.Split(' ').Any(IsAddress), "has the server's address");
        SocketsHttpHandler handler = new() { Expect100ContinueTimeout = ChildProcess.Patience };
        Client = new(handler) { BaseAddress = new Uri(ready.Split(' ').First(IsAddress)), Timeout = ChildProcess.Patience };

        static bool IsAddress(string word) => word.StartsWith("http://", StringComparison.Ordinal);
    }

    /// <summary>What it printed until it was ready.</summary>
    public IReadOnlyList<string> Lines => process.Lines;

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
        using HttpRequestMessage request = new(HttpMethod.Post,
            "/api/predict")
        { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.ExpectContinue = true; // what is too large is refused before it is sent
        using HttpResponseMessage response = await Client.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Sends a signal: TERM, or INT as Ctrl-C does.</summary>
    public void Signal(string name) => process.Signal(name);

    /// <summary>Waits for its end.</summary>
    public ChildProcess WaitForExit() => process.WaitForExit();

    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        Client.Dispose();
        process.Dispose();
    }

    /// <summary>The answer of <c>POST /api/predict</c>.</summary>
    public sealed record Answer(string Digit, string[] Classes, float[] Probabilities, float[][] Steps, int Height, int Width, int[] Seen,
        bool Inverted);
}
