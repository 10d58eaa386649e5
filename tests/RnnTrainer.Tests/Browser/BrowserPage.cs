using System.Collections.Concurrent;
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

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
