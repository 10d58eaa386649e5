using Microsoft.Playwright;
using RnnTrainer.ForecastReports;
using RnnTrainer.Tests.Samples;

namespace RnnTrainer.Tests.Reports;

/// <summary>
/// A page of forecasts in a browser: on screens and phones, light and dark, and printed. With RNNTRAINER_UPDATE_SCREENSHOTS=1 the picture
/// in
/// docs/images is made anew.
/// </summary>
[TestClass]
public sealed class ForecastBrowserTests
{
    private static readonly TemporaryFolder Folder = new();

    private static readonly bool IsForDocs = Environment.GetEnvironmentVariable("RNNTRAINER_UPDATE_SCREENSHOTS") == "1";

    private static string Address => new Uri(Folder.PathOf("forecast.html")).AbsoluteUri;

    [ClassInitialize]
    public static void Make(TestContext _) => Folder.Write("forecast.html", ForecastPage.Of(
        MadeForecasts.Content(MadeForecasts.Series("Sales"), MadeForecasts.Series("Returns", isCompared: false))).Text);

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow(1280, ColorScheme.Light)]
    [DataRow(1280, ColorScheme.Dark)]
    [DataRow(390, ColorScheme.Light)]
    [DataRow(390, ColorScheme.Dark)]
    public async Task PageFitsItsWindowAndThemeAndAsksForNothing(int width, ColorScheme scheme)
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(width, 800, scheme);
        await page.Page.GotoAsync(Address);
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.Picture($"forecast-{width}-{scheme}");

        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
        await page.AssertScheme(scheme);
        Assert.IsEmpty(await page.LowContrast());
        Assert.IsEmpty(page.Errors);
        Assert.IsEmpty(page.Requests.Where(request => request != Address && !request.StartsWith("data:", StringComparison.Ordinal)));
        // Lines and letters of plots take the colour of the text around.
        const string colors = "[...new Set([...document.querySelectorAll('svg text')].map(text => getComputedStyle(text).fill))].join()";
        string text = await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).color");
        Assert.AreEqual(text, await page.Page.EvaluateAsync<string>(colors));
    }

    [TestMethod]
    public async Task TheConsolesReportIsPictured()
    {
        string[] outputs = ["--save", "forecast.zip", "--csv", "forecast.csv", "--report", "console.html"];
        string[] files = [.. outputs.Select(word => word.StartsWith('-') ? word : Folder.PathOf(word))];
        SampleConsole.Run(["forecast", .. IsForDocs ? [] : (string[])["--epochs", "1"], .. files]).Succeeded();
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(1000, 900);
        await page.Page.GotoAsync(new Uri(Folder.PathOf("console.html")).AbsoluteUri);
        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
        byte[] picture = await page.Page.ScreenshotAsync();
        Assert.IsLessThan(150_000, picture.Length);
        if (IsForDocs)
            File.WriteAllBytes(Repository.PathOf("docs", "images", "forecast.png"), picture);
    }

    [TestMethod]
    public async Task DarkSchemeIsPrintedLight()
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(scheme: ColorScheme.Dark);
        await page.Page.GotoAsync(Address);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.AssertScheme(ColorScheme.Light);
        Assert.IsEmpty(await page.LowContrast());
        // A4 between its margins.
        await page.Page.SetViewportSizeAsync(688, 900);
        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
    }
}
