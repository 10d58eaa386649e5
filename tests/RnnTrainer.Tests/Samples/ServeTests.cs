using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RnnTrainer.Tests.Samples;

/// <summary>What <c>serve</c> answers to programs; what it shows people is in ServeTests.Page.cs.</summary>
[TestClass]
public sealed partial class ServeTests
{
    private static TemporaryFolder folder = null!;
    private static ServedModel server = null!;

    [ClassInitialize]
    public static void TrainAndServe(TestContext context)
    {
        folder = new();
        string model = folder.PathOf("digits.zip");
        SampleConsole.Run("train", "--preset", "lstm", "--hidden-size", "64", "--epochs", "2", "--seed", "1", "--model", model).Succeeded();
        server = new(model);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        server?.Dispose(); // null where training or serving failed, whose error is the one to see
        folder.Dispose();
    }

    [TestMethod]
    public async Task AnswersAreWhatTheModelScoresAfterEachRow()
    {
        (byte[][] images, float[][] scores, RnnTransformer network) = Scored(30);
        for (int i = 0; i < images.Length; i++)
        {
            ServedModel.Answer answer = await server.Predict(images[i].Select(value => (int)value), 28, 28);
            CollectionAssert.AreEqual(scores[i], answer.Probabilities);
            Assert.AreEqual(answer.Classes[Array.IndexOf(scores[i], scores[i].Max())], answer.Digit);
            IReadOnlyList<float[]> steps = network.ScoreEachStep([.. images[i].Select(value => value / 255f)]);
            Assert.HasCount(28, answer.Steps);
            for (int row = 0; row < 28; row++)
                CollectionAssert.AreEqual(steps[row], answer.Steps[row]);
            CollectionAssert.AreEqual(images[i].Select(value => (int)value).ToArray(), answer.Seen);
            Assert.IsFalse(answer.Inverted);
        }
    }

    [TestMethod]
    public async Task ManyAtOnceGetTheAnswersThatTheyGetAlone()
    {
        (byte[][] images, float[][] scores, _) = Scored(200);
        ServedModel.Answer[] answers = await Task.WhenAll(
            images.Select(image => server.Predict(image.Select(value => (int)value), 28, 28)));
        for (int i = 0; i < images.Length; i++)
            CollectionAssert.AreEqual(scores[i], answers[i].Probabilities, $"image {i}");
    }

    [TestMethod]
    [DataRow(8, 8)]
    [DataRow(100, 37)]
    [DataRow(512, 512)]
    public async Task DrawingsOfAnySizeAndColorBecomeWhatTheNetworkWants(int width, int height)
    {
        // A line from top to bottom.
        bool IsInk(int x, int y) => Math.Abs(x - width / 2) <= width / 16 && y >= height / 8 && y < height - height / 8;
        int[] light = [.. Enumerable.Range(0, width * height).Select(i => IsInk(i % width, i / width) ? 250 : 5)];
        ServedModel.Answer answer = await server.Predict(light, width, height);
        ServedModel.Answer inverted = await server.Predict(light.Select(value => 255 - value), width, height);
        Assert.HasCount(28 * 28, answer.Seen);
        Assert.AreEqual(255, answer.Seen.Max());
        Assert.IsFalse(answer.Inverted);
        Assert.IsTrue(inverted.Inverted);
        CollectionAssert.AreEqual(answer.Seen, inverted.Seen);
        CollectionAssert.AreEqual(answer.Probabilities, inverted.Probabilities);
    }

    [TestMethod]
    [DataRow("", "is not a drawing in JSON: at '$'")]
    [DataRow("no JSON", "is not a drawing in JSON: at '$', line 1, byte 2")]
    [DataRow("null", "The body is null")]
    [DataRow("[]", "is not a drawing in JSON: at '$'")]
    [DataRow("{}", "'width' is missing")]
    [DataRow("""{"width":8,"pixels":[]}""", "'height' is missing")]
    [DataRow("""{"width":8,"height":8}""", "'pixels' is missing")]
    [DataRow("""{"width":8,"height":8,"pixels":[1,2,3]}""", "'pixels' holds 3 numbers; expected 'width' x 'height' = 8 x 8 = 64")]
    [DataRow("""{"width":7,"height":8,"pixels":[]}""", "'width' is 7; expected 8 to 512 pixels")]
    [DataRow("""{"width":8,"height":513,"pixels":[]}""", "'height' is 513; expected 8 to 512 pixels")]
    [DataRow("""{"width":"8","height":8,"pixels":[]}""", "at '$.width'")]
    [DataRow("""{"width":8,"height":8,"pixels":[NaN]}""", "at '$.pixels[0]'")]
    [DataRow("""{"width":8,"height":8,"pixels":[0,null]}""", "at '$.pixels[1]'")]
    public async Task WhatIsNoDrawingIsAnsweredByWhy(string body, string message)
    {
        (int status, string? type, JsonElement problem) = await server.Post(body);
        Assert.AreEqual(400, status);
        Assert.AreEqual("application/problem+json", type);
        Assert.AreEqual(400, problem.GetProperty("status").GetInt32());
        Assert.Contains(message, problem.GetProperty("error").GetString()!);
    }

    [TestMethod]
    [DataRow("-1", "'pixels' holds -1 at index 63; expected numbers from 0 (black) to 255 (white).")]
    [DataRow("255.5", "'pixels' holds 255.5 at index 63")]
    [DataRow("1e999", "'pixels' holds Infinity at index 63")]
    [DataRow("0", "'pixels' is blank")]
    public async Task PixelsThatAreNoneAreAnsweredByWhichAndWhy(string last, string message)
    {
        string zeros = string.Concat(Enumerable.Repeat("0,", 63));
        (int status, _, JsonElement problem) = await server.Post($$"""{"width":8,"height":8,"pixels":[{{zeros}}{{last}}]}""");
        Assert.AreEqual(400, status);
        Assert.Contains(message, problem.GetProperty("error").GetString()!);
    }

    [TestMethod]
    public async Task OtherRequestsAreRefusedAsTheWebHasIt()
    {
        Assert.AreEqual(415, (await server.Post("{}", "text/plain")).Status);
        Assert.AreEqual(413, (await server.Post(new string(' ', 5 << 20))).Status);
        (string Method, string Path, int Status)[] refused =
            [("GET", "/none", 404), ("GET", "/api/predict", 405), ("DELETE", "/", 405), ("OPTIONS", "/api/predict", 405)];
        foreach ((string method, string path, int status) in refused)
        {
            using HttpRequestMessage request = new(HttpMethod.Parse(method), path);
            using HttpResponseMessage response = await server.Client.SendAsync(request);
            Assert.AreEqual(status, (int)response.StatusCode, $"{method} {path}");
            Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.IsFalse(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [TestMethod]
    [DataRow("localhost", 200)]
    [DataRow("127.0.0.1", 200)]
    [DataRow("[::1]", 200)]
    [DataRow("attacker.example", 400)]
    public async Task OnlyThisMachinesNamesAreAnswered(string host, int status)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/model");
        request.Headers.Host = $"{host}:{server.Address.Port}";
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.AreEqual(status == 200 ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.AreEqual(IPAddress.Loopback, IPAddress.Parse(server.Address.Host));
    }

    [TestMethod]
    [DataRow(null, 200)]
    [DataRow("{0}", 200)]
    [DataRow("https://attacker.example", 403)]
    [DataRow("http://localhost:1", 403)]
    [DataRow("null", 403)]
    public async Task PagesFromElsewhereAreRefused(string? origin, int status)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/model");
        if (origin is not null)
        {
            string own = server.Address.GetLeftPart(UriPartial.Authority);
            request.Headers.Add("Origin", origin.Replace("{0}", own, StringComparison.Ordinal));
        }
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.AreEqual(status, (int)response.StatusCode);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(status == 200 ? "digits.zip" : "may not call this server", $"{body}");
    }

    [TestMethod]
    [DataRow(null, null, "The body has no content type; send 'application/json'.")]
    [DataRow("text/plain", null, "The content type of the body is 'text/plain'")]
    [DataRow("application/json; charset=utf-16", null, "The body is in the character set 'utf-16'; send UTF-8.")]
    [DataRow("application/json", "gzip", "The body is encoded as 'gzip'; send it without Content-Encoding")]
    [DataRow("application/json; charset=\"UTF-8\"", "identity", null)]
    public async Task ABodyInAnotherFormIsRefusedByWhichAndWhy(string? type, string? encoding, string? message)
    {
        int[] pixels = [.. Enumerable.Range(0, 64).Select(place => place % 8 == 4 ? 255 : 0)];
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/predict")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { pixels, width = 8, height = 8 })),
        };
        if (type is not null)
            request.Content.Headers.Add("Content-Type", type);
        if (encoding is not null)
            request.Content.Headers.Add("Content-Encoding", encoding);
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.AreEqual(message is null ? 200 : 415, (int)response.StatusCode, $"{body}");
        if (message is not null)
            Assert.Contains(message, body.GetProperty("error").GetString()!);
    }

    [TestMethod]
    public async Task ThePageMayLoadNothingFromElsewhere()
    {
        using HttpResponseMessage response = await server.Client.GetAsync("/");
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        using HttpRequestMessage head = new(HttpMethod.Head, "/");
        using HttpResponseMessage empty = await server.Client.SendAsync(head);
        Assert.AreEqual(response.Content.Headers.ContentLength, empty.Content.Headers.ContentLength);
    }

    [TestMethod]
    public async Task HealthSaysWhichModelAndForHowLong()
    {
        JsonElement health = await server.Client.GetFromJsonAsync<JsonElement>("/health");
        Assert.AreEqual("ok", health.GetProperty("status").GetString());
        Assert.AreEqual("digits.zip", health.GetProperty("model").GetString());
        Assert.AreEqual(10, health.GetProperty("classes").GetArrayLength());
        Assert.IsGreaterThan(0, health.GetProperty("uptimeSeconds").GetDouble());
    }

    // The first test images, and what the model says of them in this process.
    private static (byte[][] Images, float[][] Scores, RnnTransformer Network) Scored(int count)
    {
        MLContext ml = new(1);
        IDataView images = ml.Data.TakeRows(Mnist.TestFile(ml), count);
        ITransformer model = ml.Model.Load(folder.PathOf("digits.zip"), out _);
        RnnTransformer network = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        return ([.. images.GetColumn<byte[]>("Pixels")], [.. model.Transform(images).GetColumn<float[]>("Score")], network);
    }
}
