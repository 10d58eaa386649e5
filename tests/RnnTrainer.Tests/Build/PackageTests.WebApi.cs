using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RnnTrainer.Tests.Build;

// The web service of docs/aspnetcore.md, as a program of one file.
public sealed partial class PackageTests
{
    private static readonly TimeSpan ReloadPatience = TimeSpan.FromMinutes(1);

    [TestMethod]
    public async Task TheWebServiceScoresRefusesAndReloads()
    {
        RequireLinux(); // elsewhere the build's outputs lie outside the test's folder

        string model = Packages.PathOf("web", "model.zip");
        Packages.BuildFile("web", File.ReadAllText(Repository.PathOf("examples", "web-api.cs")));
        SaveModel(model, inputs: 1);
        using Process service = ChildProcess.StartDotNet(
            Packages.PathOf("web"), Path.Combine("built", "program.dll"), "--urls", "http://127.0.0.1:0");
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressOf(service) };
            _ = service.StandardOutput.ReadToEndAsync();    // a full pipe would stop it
            _ = service.StandardError.ReadToEndAsync();
            Assert.AreEqual("rises", (await Answer(client, 0.1f, 0.5f, 0.9f, 1.4f)).GetProperty("predicted").GetString());
            Assert.AreEqual("falls", (await Answer(client, 0, -0.5f, -0.9f, -1.4f)).GetProperty("predicted").GetString());
            Assert.AreEqual(HttpStatusCode.BadRequest, (await Post(client)).StatusCode, "no steps");

            // A network of two inputs: three values are no whole steps. The old model serves until it is there.
            await File.WriteAllTextAsync(model, "not a model");
            SaveModel(model + ".new", inputs: 2);
            File.Move(model + ".new", model, overwrite: true);
            Stopwatch waiting = Stopwatch.StartNew();
            HttpStatusCode status;
            while ((status = (await Post(client, 1, 2, 3)).StatusCode) == HttpStatusCode.OK && waiting.Elapsed < ReloadPatience)
                await Task.Delay(100);
            Assert.AreEqual(HttpStatusCode.BadRequest, status);
            Assert.AreEqual(HttpStatusCode.OK, (await Post(client, 1, 2, 3, 4)).StatusCode);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, params float[] values) =>
        await client.PostAsJsonAsync("/predict", new { values });

    private static async Task<JsonElement> Answer(HttpClient client, params float[] values) =>
        await (await Post(client, values)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();

    private static async Task<Uri> AddressOf(Process service)
    {
        const string Listening = "Now listening on: ";
        while (await service.StandardOutput.ReadLineAsync().WaitAsync(ChildProcess.Patience) is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
                return new(line.Split(Listening)[1]);
        }
        throw new AssertFailedException(await service.StandardError.ReadToEndAsync());
    }

    // Sequences that rise or fall.
    private static void SaveModel(string path, int inputs)
    {
        MLContext ml = new(1);
        IDataView train = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Slope
        {
            Name = i % 2 == 0 ? "rises" : "falls",
            Values = [.. Enumerable.Range(0, inputs * (3 + i % 5)).Select(step => (i % 2 == 0 ? step : -step) / 2f)],
        }).ToArray());
        RnnOptions options = RnnOptions.Gru with { FeatureColumnName = "Values", InputSize = inputs, HiddenSize = 8, MinSteps = 200 };
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.MulticlassClassification.Trainers.Rnn(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel")).Fit(train);
        ml.Model.Save(model, train.Schema, path);
    }

    private sealed class Slope
    {
        public string Name { get; set; } = "";

        public float[] Values { get; set; } = [];
    }
}
