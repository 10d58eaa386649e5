using Microsoft.Playwright;

namespace RnnTrainer.Tests;

/// <summary>What tests of pages rely on: that the browser tells them what is wrong with one.</summary>
[TestClass]
public sealed class BrowserTests
{
    private const string Bad = """
        <!doctype html><title>Bad</title><style>@media (prefers-color-scheme: dark) { body { background: rgb(1, 2, 3) } }</style>
        <div style="width: 500px">wide</div><img src="none.png" alt="">
        <script>console.error("one"); setTimeout(() => { throw new Error("two") })</script>
        """;

    [TestMethod]
    public async Task PageTellsErrorsRequestsOverflowAndTheme()
    {
        using TemporaryFolder folder = new();
        string address = new Uri(folder.Write("bad.html", Bad)).AbsoluteUri;
        await using Browser browser = await Browser.Start();
        await using BrowserPage page = await browser.Open(width: 360, scheme: ColorScheme.Dark);
        await page.Page.GotoAsync(address);
        await page.Page.WaitForFunctionAsync("new Promise(done => setTimeout(() => done(true), 50))");

        Assert.Contains("error: one", page.Errors);
        Assert.Contains(error => error.StartsWith("uncaught", StringComparison.Ordinal) && error.Contains("two", StringComparison.Ordinal),
            page.Errors);
        CollectionAssert.AreEqual(new[] { address, address.Replace("bad.html", "none.png") }, page.Requests.ToArray());
        Assert.IsGreaterThanOrEqualTo(140, await page.Overflow());
        Assert.AreEqual("rgb(1, 2, 3)", await page.Background());
    }
}
