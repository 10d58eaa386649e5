using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace RnnTrainer.Tests.Samples;

/// <summary>The page of <c>serve</c> for models of people's own files and for forecasts: a form, and answers of each kind.</summary>
[TestClass]
public sealed class ServeFormTests
{
    private static readonly OwnFiles Files = new();
    private static readonly Lazy<ServedModel> Wide = new(() => Serve(
        "wide.zip", "train", Files.Wide, "--label", "state", "--decimal-comma", "--epochs", "15",
        "--min-steps", "none", "--hidden-size", "16", "--model"));

    private static readonly Lazy<ServedModel> Long = new(() => Serve(
        "long.zip", "train", Files.Long, "--sequence", "machine", "--time", "time", "--label", "state",
        "--features", "pressure,current", "--epochs", "2", "--min-steps", "none", "--hidden-size", "8", "--model"));

    private static readonly Lazy<ServedModel> Tags = new(() => Serve(
        "tags.zip", "train", Files.Sentences, "--text", "sentence", "--label", "tags", "--epochs", "60", "--learning-rate", "0.02",
        "--min-steps", "none", "--hidden-size", "16", "--model"));

    private static readonly Lazy<ServedModel> Forecast = new(() => Serve(
        "forecast.zip", "forecast", "--epochs", "1", "--csv", Files.PathOf("f.csv"), "--report", Files.PathOf("f.html"), "--save"));

    private static Browser? browser;

    [ClassCleanup]
    public static async Task Stop()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        foreach (Lazy<ServedModel> server in (Lazy<ServedModel>[])[Wide, Long, Tags, Forecast])
        {
            if (server.IsValueCreated)
                server.Value.Dispose();
        }
        Files.Dispose();
    }

    [TestMethod]
    public async Task NumbersAndTablesGetTheAnswerThatPredictGives()
    {
        string[] told = SampleConsole.Run("predict", Files.PathOf("wide.zip"), Write(Wide, Files.Wide)).Succeeded().Lines;
        JsonElement answer = await Ask(Wide.Value, File.ReadAllText(Files.Wide));
        Assert.AreEqual(OwnFiles.Machines, answer.GetProperty("count").GetInt32());
        CollectionAssert.AreEqual(told, answer.GetProperty("sequences").EnumerateArray()
            .Select(one => $"{one.GetProperty("name").GetString()}: {one.GetProperty("said").GetString()}").ToArray());
        JsonElement bare = await Ask(Wide.Value, "1 2 3\n3 2 1\n");
        Assert.AreEqual("line 1, line 2", string.Join(", ",
            bare.GetProperty("sequences").EnumerateArray().Select(one => one.GetProperty("name").GetString())));
    }

    [TestMethod]
    [DataRow("", "Nothing to predict: paste or upload a sequence.")]
    [DataRow("1 2\n3 x",
        "Line 2: 'x' is not a number. Paste numbers separated by commas, or a table with the columns that the model was trained on.")]
    public async Task WhatCannotBeReadIsAnsweredWithTheLine(string text, string message)
    {
        using HttpResponseMessage response = await Wide.Value.Client.PostAsJsonAsync("/api/predict", new { text });
        Assert.AreEqual(400, (int)response.StatusCode);
        Assert.AreEqual(message, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [TestMethod]
    public async Task ASequenceIsPastedAndAFileUploaded()
    {
        await using BrowserPage page = await Open(Wide.Value);
        await page.Page.Locator("#text").FillAsync("100000 101000 102000 103000 104000 105000");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#answers .said")).ToHaveTextAsync("sound");
        Assert.AreEqual(1, await page.Page.Locator("#answers svg path").CountAsync());
        CollectionAssert.AreEqual(new[] { "105,000", "100,000" },
            (await page.Page.Locator("#answers .scale span").AllTextContentsAsync()).ToArray());
        await page.Page.Locator("#file").SetInputFilesAsync(Files.Wide);
        await Assertions.Expect(page.Page.Locator("#answers > li")).ToHaveCountAsync(OwnFiles.Machines);
        await AssertGood(page, "serve-classes");
        // Beside a long list the form is as high as the window, and its buttons stay in view.
        await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight / 2)");
        await Assertions.Expect(page.Page.Locator("#ask")).ToBeInViewportAsync();
        await page.Page.Locator("#text").FillAsync("1 x");
        await page.Page.Locator("#text").PressAsync("Control+Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'x' is not a number");
    }

    /// <summary>Each input has a line in a colour of its own, and its name and range above.</summary>
    [TestMethod]
    public async Task InputsHaveTheNamesOfTheirColumns()
    {
        await using BrowserPage page = await Open(Long.Value, 390, 844, ColorScheme.Dark);
        await page.Page.Locator("#file").SetInputFilesAsync(Files.Long);
        await Assertions.Expect(page.Page.Locator("#answers > li")).ToHaveCountAsync(OwnFiles.Machines);
        ILocator first = page.Page.Locator("#answers > li").First;
        IReadOnlyList<string> names = await first.Locator(".legend span").AllTextContentsAsync();
        Assert.HasCount(2, names);
        Assert.StartsWith("pressure, ", names[0]);
        Assert.StartsWith("current, ", names[1]);
        string[] colors = await first.Locator(".chart path").EvaluateAllAsync<string[]>("all => all.map(e => getComputedStyle(e).stroke)");
        Assert.AreEqual(2, colors.Distinct().Count());
        await AssertGood(page, "serve-inputs-390-Dark");
    }

    [TestMethod]
    public async Task EachWordStandsAboveItsTag()
    {
        await using BrowserPage page = await Open(Tags.Value, 390, 844);
        await page.Page.Locator("#text").FillAsync("the cat sees a dog\ndogs bark");
        await page.Page.Locator("#ask").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#answers > li")).ToHaveCountAsync(2);
        Assert.AreEqual("the cat sees a dog dogs bark", string.Join(' ', await page.Page.Locator(".steps .word").AllTextContentsAsync()));
        IReadOnlyList<string> tags = await page.Page.Locator(".steps .label").AllTextContentsAsync();
        Assert.AreEqual("DET NOUN VERB DET NOUN NOUN VERB", string.Join(' ', tags));
        await AssertGood(page, "serve-tags-390");
    }

    [TestMethod]
    [DataRow(1280, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    public async Task AForecastIsAFan(int width, ColorScheme scheme)
    {
        await using BrowserPage page = await Open(Forecast.Value, width, 800, scheme);
        string[] lines = File.ReadAllLines(Repository.PathOf("data", "airline-passengers.csv"));
        string[] numbers = [.. lines.Skip(1).Select(line => line.Split(',')[1])];
        await page.Page.Locator("#text").FillAsync(string.Join('\n', numbers));
        await page.Page.Locator("#ask").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".fan .band")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Page.Locator(".fan .middle")).ToHaveCountAsync(1);
        CollectionAssert.AreEqual(
            new[] { "values, the last 432", "forecast", "80%, 60%, 40%, 20% bands, the narrower the darker" },
            (await page.Page.Locator(".legend span").AllTextContentsAsync()).ToArray());
        string[] forecast = File.ReadAllLines(Files.PathOf("f.csv"));
        JsonElement first = (await Ask(Forecast.Value, string.Join('\n', numbers))).GetProperty("sequences")[0];
        JsonElement answer = first.GetProperty("answer").GetProperty("fan");
        Assert.AreEqual(float.Parse(forecast[1].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture),
            answer.GetProperty("quantiles")[4][0].GetSingle());
        await AssertGood(page, $"serve-forecast-{width}-{scheme}");
    }

    private static async Task AssertGood(BrowserPage page, string picture)
    {
        await page.Picture(picture);
        Assert.IsEmpty(page.Errors, string.Join("\n", page.Errors));
        Assert.AreEqual(0, await page.Overflow());
        Assert.IsEmpty(await page.LowContrast(), string.Join("\n", await page.LowContrast()));
    }

    private static async Task<BrowserPage> Open(
        ServedModel server, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        browser ??= await Browser.Start();
        BrowserPage page = await browser.Open(width, height, scheme);
        await page.Page.GotoAsync(server.Address.ToString());
        await page.Page.WaitForSelectorAsync("body[data-ready]");
        return page;
    }

    private static async Task<JsonElement> Ask(ServedModel server, string text)
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/api/predict", new { text });
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    // The server is started first: it trains the model.
    private static string Write(Lazy<ServedModel> server, string file) => server.Value.Lines.Count > 0 ? file : "";

    private static ServedModel Serve(string model, params string[] training)
    {
        SampleConsole.Run([.. training, Files.PathOf(model)]).Succeeded();
        return new(Files.PathOf(model));
    }
}
