using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RnnTrainer.Tests.Samples;

public sealed partial class ServeTests
{
    // Strokes, in shares of the paper's side.
    private static readonly Dictionary<string, (double X, double Y)[]> Strokes = new()
    {
        ["0"] =
        [
            (0.5, 0.14), (0.36, 0.2), (0.28, 0.36), (0.27, 0.55), (0.32, 0.74), (0.45, 0.85),
            (0.6, 0.8), (0.7, 0.65), (0.72, 0.45), (0.67, 0.26), (0.5, 0.14),
        ],
        ["1"] = [(0.52, 0.12), (0.5, 0.5), (0.48, 0.88)],
        ["3"] =
        [
            (0.3, 0.22), (0.36, 0.16), (0.46, 0.13), (0.58, 0.16), (0.65, 0.24), (0.64, 0.34), (0.57, 0.42), (0.45, 0.47),
            (0.58, 0.5), (0.67, 0.58), (0.69, 0.69), (0.63, 0.8), (0.51, 0.86), (0.4, 0.85), (0.31, 0.8),
        ],
        ["7"] = [(0.26, 0.2), (0.5, 0.18), (0.74, 0.2), (0.62, 0.5), (0.45, 0.85)],
    };

    private static Browser? browser; // of all tests, from the first that needs it

    [TestMethod]
    [DataRow("0")]
    [DataRow("1")]
    [DataRow("3")]
    [DataRow("7")]
    public async Task ADigitDrawnWithTheMouseIsRecognized(string digit)
    {
        await using BrowserPage page = await Open();
        await Draw(page.Page, Strokes[digit]);
        await Says(page.Page, digit);
        AssertClean(page);
    }

    [TestMethod]
    public async Task ProbabilitiesMoveWhileOneDrawsAndClearWipesAll()
    {
        await using BrowserPage page = await Open();
        await Move(page.Page, Strokes["3"][..6]);
        await Assertions.Expect(page.Page.Locator("#digit")).Not.ToHaveTextAsync("?");
        string[] early = await Bars(page.Page);
        string stream = await Stream(page.Page);
        await Move(page.Page, Strokes["3"][6..], isNew: false);
        await Says(page.Page, "3");
        Assert.HasCount(10, early);
        CollectionAssert.AreNotEqual(early, await Bars(page.Page));
        Assert.AreNotEqual(stream, await Stream(page.Page));
        await page.Page.Mouse.UpAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Says(page.Page, "?");
        Assert.AreEqual("", await Stream(page.Page));
        Assert.IsTrue((await Bars(page.Page)).All(text => text == ""));
        await Draw(page.Page, Strokes["1"]);
        await Says(page.Page, "1");
        await page.Page.Keyboard.PressAsync("Escape");
        await Says(page.Page, "?");
        AssertClean(page);
    }

    [TestMethod]
    public async Task TheSliderShowsWhatTheNetworkSaidAfterEachRow()
    {
        await using BrowserPage page = await Open();
        await Draw(page.Page, Strokes["3"]);
        await Says(page.Page, "3");
        int asked = (await page.SettledRequests()).Count;

        ILocator row = page.Page.Locator("#row");
        await row.FocusAsync();
        await row.PressAsync("Home");
        await Assertions.Expect(page.Page.Locator("#row-text")).ToHaveTextAsync("row 1 of 28");
        // Of an empty row it knows next to nothing.
        Assert.IsTrue((await Bars(page.Page)).All(text => Percent(text) < 60), string.Join(", ", await Bars(page.Page)));
        Assert.IsTrue(await page.Page.Locator("#veil").IsVisibleAsync());
        await row.PressAsync("End");
        await Says(page.Page, "3");
        Assert.IsFalse(await page.Page.Locator("#veil").IsVisibleAsync());

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Read" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Read" })).ToBeVisibleAsync();
        await Says(page.Page, "3");
        Assert.HasCount(asked, await page.SettledRequests());
        AssertClean(page);
    }

    [TestMethod]
    public async Task AKeyboardDrawsToo()
    {
        await using BrowserPage page = await Open();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Space");
        for (int i = 0; i < 17; i++)
            await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Space");
        await Says(page.Page, "1");
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await Says(page.Page, "?");
        AssertClean(page);
    }

    [TestMethod]
    public async Task AFingerDrawsOnAPhoneAndThePageStaysWhereItIs()
    {
        await using BrowserPage page = await Open(390, 844, isTouched: true);
        Assert.AreEqual(0, await page.Overflow());
        ICDPSession fingers = await page.Page.Context.NewCDPSessionAsync(page.Page);
        (double X, double Y)[] points = [.. await OnPaper(page.Page, Strokes["7"])];
        await Touch("touchStart", points[0]);
        foreach ((double X, double Y) point in points[1..])
            await Touch("touchMove", point);
        await fingers.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await Says(page.Page, "7");
        Assert.AreEqual(0, await page.Page.EvaluateAsync<int>("window.scrollY"));
        Assert.AreEqual(0, await page.Overflow());
        await page.Picture("serve-digits-390");
        await Screenshot(page.Page, "serve-phone.png");
        AssertClean(page);

        Task Touch(string type, (double X, double Y) at) => fingers.SendAsync("Input.dispatchTouchEvent",
            new() { ["type"] = type, ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y } } });
    }

    [TestMethod]
    [DataRow(ColorScheme.Light)]
    [DataRow(ColorScheme.Dark)]
    public async Task PaperAndInkFollowTheColorScheme(ColorScheme scheme)
    {
        await using BrowserPage page = await Open(1180, 620, scheme);
        await Draw(page.Page, Strokes["3"]);
        await Says(page.Page, "3");
        bool isDark = scheme == ColorScheme.Dark;
        Assert.AreEqual(isDark, Lightness(await page.Background()) < 128);
        Assert.AreEqual(isDark, Lightness(await page.Page.EvaluateAsync<string>(
            "getComputedStyle(document.getElementById('pad')).color")) > 128);
        Assert.AreEqual(0, await page.Overflow());
        await page.Picture($"serve-digits-{scheme}");
        if (!isDark)
            await Screenshot(page.Page, "serve.png");
        AssertClean(page);
    }

    [TestMethod]
    public async Task AServerThatIsGoneIsSaid()
    {
        using ServedModel other = new(folder.PathOf("digits.zip"));
        await using BrowserPage page = await Open(address: other.Address);
        other.Dispose();
        await Draw(page.Page, Strokes["1"]);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server does not answer. Is it still running?");
    }

    private static async Task<BrowserPage> Open(
        int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool isTouched = false, Uri? address = null)
    {
        browser ??= await Browser.Start();
        BrowserPage page = await browser.Open(width, height, scheme, isTouched);
        await page.Page.GotoAsync((address ?? server.Address).ToString());
        await page.Page.WaitForSelectorAsync("body[data-ready]");
        return page;
    }

    private static async Task Draw(IPage page, (double X, double Y)[] stroke)
    {
        await Move(page, stroke);
        await page.Mouse.UpAsync();
    }

    private static async Task Move(IPage page, (double X, double Y)[] stroke, bool isNew = true)
    {
        (double X, double Y)[] points = [.. await OnPaper(page, stroke)];
        await page.Mouse.MoveAsync((float)points[0].X, (float)points[0].Y);
        if (isNew)
            await page.Mouse.DownAsync();
        foreach ((double x, double y) in points[1..])
            await page.Mouse.MoveAsync((float)x, (float)y);
    }

    private static async Task<IEnumerable<(double X, double Y)>> OnPaper(IPage page, (double X, double Y)[] stroke)
    {
        LocatorBoundingBoxResult box = (await page.Locator("#pad").BoundingBoxAsync())!;
        return stroke.Select(point => (box.X + point.X * box.Width, box.Y + point.Y * box.Height));
    }

    private static Task Says(IPage page, string digit) => Assertions.Expect(page.Locator("#digit")).ToHaveTextAsync(digit);

    private static async Task<string[]> Bars(IPage page) => [.. await page.Locator("#bars .percent").AllTextContentsAsync()];

    private static Task<string> Stream(IPage page) => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('#stream path')].map(path => path.getAttribute('d') ?? '').join('')");

    private static double Percent(string text) => double.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static double Lightness(string color) =>
        Numbers().Matches(color).Take(3).Average(number => double.Parse(number.Value, CultureInfo.InvariantCulture));

    private static void AssertClean(BrowserPage page)
    {
        Assert.IsEmpty(page.Errors, string.Join("\n", page.Errors));
        Assert.IsTrue(page.Requests.All(url => url.StartsWith(server.Address.ToString(), StringComparison.Ordinal)),
            string.Join("\n", page.Requests));
    }

    // Pictures for the documentation, made anew on demand.
    private static async Task Screenshot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RNNTRAINER_UPDATE_SCREENSHOTS") != "1")
            return;
        await page.WaitForTimeoutAsync(1000);
        await page.ScreenshotAsync(new() { Path = Repository.PathOf("docs", "images", name), FullPage = true });
    }

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Numbers();
}
