using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace RnnTrainer.Tests;

/// <summary>A page in the browser, and all that it complained of and asked for.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    // Filled by the thread that Playwright tells of events on.
    private readonly ConcurrentQueue<string> errors = [];
    private readonly ConcurrentQueue<string> requests = [];
    private int answered;

    public BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => errors.Enqueue($"uncaught: {error}");
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.RequestFinished += (_, _) => Interlocked.Increment(ref answered);
        page.RequestFailed += (_, _) => Interlocked.Increment(ref answered);
    }

    /// <summary>To be driven.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console so far, and exceptions that nothing caught.</summary>
    public IReadOnlyList<string> Errors => [.. errors];

    /// <summary>The addresses asked for so far, the page's own first; data: addresses too.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary><see cref="Requests"/>, once all are answered and no other has followed for half a second.</summary>
    public async Task<IReadOnlyList<string>> SettledRequests()
    {
        using CancellationTokenSource patience = new(ChildProcess.Patience);
        IReadOnlyList<string> before, after = Requests;
        do
        {
            before = after;
            await Task.Delay(500, patience.Token);
            after = Requests;
        }
        while (after.Count != before.Count || Volatile.Read(ref answered) < after.Count);
        return after;
    }

    /// <summary>How many CSS pixels the page is wider than its window.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - window.innerWidth");

    /// <summary>The computed background of the body, as <c>rgb(255, 255, 255)</c>.</summary>
    public Task<string> Background() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    /// <summary>Texts of HTML whose contrast with what is behind them is below WCAG's 4.5 : 1.</summary>
    public Task<string[]> LowContrast() => Page.EvaluateAsync<string[]>("""
        () => {
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const parse = color => {
                canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
                return canvas.getImageData(0, 0, 1, 1).data;
            };
            const light = color => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
                const c = color[i] / 255;
                return sum + weight * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            }, 0);
            const behind = element => {
                for (let e = element; e; e = e.parentElement) {
                    const color = parse(getComputedStyle(e).backgroundColor);
                    if (color[3] === 255) return color;
                }
                return parse('white');
            };
            return [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && !e.closest('svg'))
                .map(e => {
                    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
                    return [(a + 0.05) / (b + 0.05), e.outerHTML.slice(0, 120)];
                })
                .filter(([contrast]) => contrast < 4.5).map(([contrast, html]) => `${contrast.toFixed(2)} ${html}`);
        }
        """);

    /// <summary>The background is dark, or light, as the scheme is.</summary>
    public async Task AssertScheme(ColorScheme scheme)
    {
        string background = await Background();
        Assert.AreEqual(scheme == ColorScheme.Dark, Luminance(background) < 0.1, background);
        Assert.AreEqual(scheme == ColorScheme.Light, Luminance(background) > 0.8, background);
    }

    /// <summary>Keeps a picture of the whole page beside the tests' program, to be looked at.</summary>
    /// <param name="name">Of the file, without its ending.</param>
    public Task Picture(string name) => Page.ScreenshotAsync(
        new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png"), FullPage = true });

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    private static double Luminance(string rgb)
    {
        double[] parts = [.. rgb["rgb(".Length..^1].Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture) / 255.0)];
        return 0.2126 * Math.Pow(parts[0], 2.2) + 0.7152 * Math.Pow(parts[1], 2.2) + 0.0722 * Math.Pow(parts[2], 2.2);
    }
}
