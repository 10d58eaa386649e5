using Microsoft.Playwright;

namespace RnnTrainer.Tests;

/// <summary>
/// The browser of this machine, driven by Playwright: the program that RNNTRAINER_CHROMIUM names, or Chromium or Chrome on the
/// path. Without one a test is skipped, or fails where RNNTRAINER_REQUIRE_BROWSER is 1.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>Long, for machines that do much else.</summary>
    private const float PatienceMilliseconds = 120_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    // What a browser asks of the network by itself would be taken for the page's doing.
    private static readonly string[] Quiet =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    private readonly IPlaywright driver;
    private readonly IBrowser browser;

    private Browser(IPlaywright driver, IBrowser browser)
    {
        this.driver = driver;
        this.browser = browser;
    }

    /// <summary>Starts the browser, without a window and with nothing remembered.</summary>
    public static async Task<Browser> Start()
    {
        string program = Find();
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        IPlaywright driver = await Playwright.CreateAsync();
        try
        {
            BrowserTypeLaunchOptions options = new() { ExecutablePath = program, Args = Quiet, Timeout = PatienceMilliseconds };
            return new(driver, await driver.Chromium.LaunchAsync(options));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>A new, empty page.</summary>
    /// <param name="width">Of the window, in CSS pixels: 360 for a phone.</param>
    /// <param name="height">Of the window, in CSS pixels.</param>
    /// <param name="scheme">What <c>prefers-color-scheme</c> says.</param>
    /// <param name="isTouched">Whether it is touched by fingers, as a phone is.</param>
    public async Task<BrowserPage> Open(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool isTouched = false)
    {
        BrowserNewPageOptions options = new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = isTouched,
            IsMobile = isTouched,
        };
        IPage page = await browser.NewPageAsync(options);
        page.SetDefaultTimeout(PatienceMilliseconds);
        return new BrowserPage(page);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static string Find()
    {
        string? named = Environment.GetEnvironmentVariable("RNNTRAINER_CHROMIUM");
        IEnumerable<string> onPath = from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                                     from name in Names
                                     select Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        string? found = string.IsNullOrEmpty(named) ? onPath.FirstOrDefault(File.Exists) : named;
        if (found is not null)
            return found;
        const string missing = "There is no Chromium and no Chrome on the path: install one, or name its program in RNNTRAINER_CHROMIUM.";
        if (Environment.GetEnvironmentVariable("RNNTRAINER_REQUIRE_BROWSER") == "1")
            Assert.Fail(missing);
        Assert.Inconclusive(missing);
        return "";
    }
}
