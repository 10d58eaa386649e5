using Microsoft.Playwright;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>
/// A report in a browser. With RNNTRAINER_UPDATE_SCREENSHOTS=1 the model is trained for longer, and the pictures in docs/images are
/// made anew.
/// </summary>
[TestClass]
public sealed class ReportBrowserTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly bool IsForDocs = Environment.GetEnvironmentVariable("RNNTRAINER_UPDATE_SCREENSHOTS") == "1";

    private static string Report => Folder.PathOf("report.html");

    [ClassInitialize]
    public static void Make(TestContext _)
    {
        string model = Folder.PathOf("lstm.zip"), sweep = Folder.PathOf("sweep.csv");
        string[] length = IsForDocs ? ["--epochs", "3"] : ["--epochs", "2", "--hidden-size", "16", "--batch-size", "500"];
        Run(["train", "--preset", "lstm", .. length, "--validation", "0.1", "--model", model]).Succeeded();
        string[] grid = IsForDocs
            ? ["--hidden-size", "20,50,100", "--batch-size", "20,50,128"]
            : ["--hidden-size", "4,8", "--learning-rate", "0.001,0.01", "--label-smoothing", "0,0.05", "--steps", "10"];
        Run(["sweep", .. grid, "--csv", sweep]).Succeeded();
        Run("report", model, "--output", Report).Succeeded();
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow(1000, 1300, ColorScheme.Light, "headline", "report-light")]
    [DataRow(1000, 900, ColorScheme.Dark, "mistakes", "report-dark")]
    [DataRow(360, 740, ColorScheme.Light, "headline", "report-phone")]
    [DataRow(360, 740, ColorScheme.Dark, "sweep", "report-phone-dark")]
    public async Task ReportFitsItsWindowAndThemeAndAsksForNothing(
        int width, int height, ColorScheme scheme, string section, string picture)
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(width, height, scheme);
        string address = new Uri(Report).AbsoluteUri;
        await page.Page.GotoAsync(address);
        if (section != "headline")
            await page.Page.EvaluateAsync("id => document.getElementById(id).closest('section').scrollIntoView()", section);
        await Save(page, picture);

        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
        await page.AssertScheme(scheme);
        Assert.IsEmpty(await page.LowContrast());
        const string countImages = "[...document.images].filter(image => image.complete && image.naturalWidth === 28).length";
        Assert.AreEqual(60, await page.Page.EvaluateAsync<int>(countImages));
        Assert.IsEmpty(page.Errors);
        Assert.IsEmpty(page.Requests.Where(request => request != address && !request.StartsWith("data:", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task TablesOfTenClassesFitAPhone()
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(360, 740);
        await page.Page.GotoAsync(new Uri(Report).AbsoluteUri);
        const string beyond =
            "label => { const box = document.querySelector(`[aria-label='${label}']`); return box.scrollWidth - box.clientWidth; }";
        foreach (string label in (string[])["Confusion matrix", "Figures of each class"])
        {
            int hidden = await page.Page.EvaluateAsync<int>(beyond, label);
            Assert.IsLessThanOrEqualTo(0, hidden, label);
        }
        const string clipped = "[...document.querySelectorAll('.matrix .axis')].filter(e => e.scrollWidth > e.clientWidth).length";
        Assert.AreEqual(0, await page.Page.EvaluateAsync<int>(clipped));

        // The sweep's table is wider: its edge says so.
        string[] attachments = await page.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth).map(e => "
                + "getComputedStyle(e).backgroundAttachment)");
        foreach (string attachment in attachments)
            Assert.Contains("local", attachment);
    }

    [TestMethod]
    public async Task DarkSchemeIsPrintedLight()
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(scheme: ColorScheme.Dark);
        await page.Page.GotoAsync(new Uri(Report).AbsoluteUri);
        byte[] pdf = await page.Page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        File.WriteAllBytes(Results("report.pdf"), pdf);
        int pages = System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1;
        Assert.IsInRange(3, 12, pages);

        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.AreEqual("rgb(255, 255, 255)", await page.Background());
        Assert.IsEmpty(await page.LowContrast());
        // Nothing is wider than an A4 page between its margins (182 mm) and so cut off.
        await page.Page.SetViewportSizeAsync(688, 900);
        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
    }

    private static async Task Save(BrowserPage page, string picture)
    {
        byte[] window = await page.Page.ScreenshotAsync();
        File.WriteAllBytes(Results($"{picture}.png"), window);
        await page.Page.ScreenshotAsync(new() { Path = Results($"{picture}-full.png"), FullPage = true });
        if (!IsForDocs)
            return;
        Assert.IsLessThan(150_000, window.Length);
        Directory.CreateDirectory(Repository.PathOf("docs", "images"));
        File.WriteAllBytes(Repository.PathOf("docs", "images", $"{picture}.png"), window);
    }

    // Beside the tests' program, to be looked at.
    private static string Results(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName, name);
}
