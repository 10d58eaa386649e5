using Microsoft.Playwright;

namespace RnnTrainer.Tests.Reports;

/// <summary>Reports of each kind in a browser: on screens and phones, light and dark, and printed.</summary>
[TestClass]
public sealed class NetworkBrowserTests
{
    private const int Rows = 400;

    private static readonly TemporaryFolder Folder = new();

    private static readonly Dictionary<string, Func<MLContext, int, ReportedNetworks.Reported>> Kinds = new()
    {
        ["classes"] = ReportedNetworks.Classes,
        ["yes-no"] = ReportedNetworks.YesNo,
        ["numbers"] = ReportedNetworks.Numbers,
        ["quantiles"] = ReportedNetworks.Quantiles,
        ["chunks"] = ReportedNetworks.Chunks,
        ["words"] = ReportedNetworks.Words,
    };

    [ClassInitialize]
    public static void Make(TestContext _)
    {
        MLContext ml = new(1);
        foreach ((string name, Func<MLContext, int, ReportedNetworks.Reported> make) in Kinds)
        {
            (RnnTransformer network, IDataView rows) = make(ml, Rows);
            network.SaveReport(Folder.PathOf($"{name}.html"), rows, new()
            {
                Title = $"A report on {name}",
                DataName = "made rows",
                MaxPoints = 200,
                Settings = new Dictionary<string, string> { ["Hidden size"] = "8", ["Note"] = "<script>alert(1)</script>" },
            });
        }
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow("classes")]
    [DataRow("yes-no")]
    [DataRow("numbers")]
    [DataRow("quantiles")]
    [DataRow("chunks")]
    [DataRow("words")]
    public async Task PageFitsItsWindowAndThemeAndAsksForNothing(string kind)
    {
        await using Browser browser = await Browser.Start();
        string address = new Uri(Folder.PathOf($"{kind}.html")).AbsoluteUri;
        foreach ((int width, ColorScheme scheme) in ((int, ColorScheme)[])
            [(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark)])
        {
            await using BrowserPage page = await browser.Open(width, 800, scheme);
            await page.Page.GotoAsync(address);
            await page.Picture($"{kind}-{width}-{scheme}");
            Assert.IsLessThanOrEqualTo(0, await page.Overflow());
            await page.AssertScheme(scheme);
            Assert.IsEmpty(await page.LowContrast());
            Assert.IsEmpty(page.Errors);
            Assert.IsEmpty(page.Requests.Where(request => request != address && !request.StartsWith("data:", StringComparison.Ordinal)));
            // Plots have no frame: no rectangle is drawn in the colour of letters.
            const string frames = "[...document.querySelectorAll('.plot svg rect')].filter(e => getComputedStyle(e).stroke !== 'none'"
                + " && getComputedStyle(e).stroke === getComputedStyle(document.body).color && e.getBBox().width > 100).length";
            Assert.AreEqual(0, await page.Page.EvaluateAsync<int>(frames));
        }
    }

    [TestMethod]
    public async Task DarkSchemeIsPrintedLight()
    {
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(scheme: ColorScheme.Dark);
        await page.Page.GotoAsync(new Uri(Folder.PathOf("chunks.html")).AbsoluteUri);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.AssertScheme(ColorScheme.Light);
        Assert.IsEmpty(await page.LowContrast());
        // A4 between its margins.
        await page.Page.SetViewportSizeAsync(688, 900);
        Assert.IsLessThanOrEqualTo(0, await page.Overflow());
    }
}
