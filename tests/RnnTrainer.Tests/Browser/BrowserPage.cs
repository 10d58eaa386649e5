using Microsoft.Playwright;

namespace RnnTrainer.Tests;

/// <summary>A page in the browser, and all that it complained of and asked for.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly List<string> errors = [];
    private readonly List<string> requests = [];

    public BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => errors.Add($"uncaught: {error}");
        page.Request += (_, request) => requests.Add(request.Url);
    }

    /// <summary>To be driven.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, and exceptions that nothing caught.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>The addresses asked for, the page's own first; data: addresses too.</summary>
    public IReadOnlyList<string> Requests => requests;

    /// <summary>How many CSS pixels the page is wider than its window.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - window.innerWidth");

    /// <summary>The computed background of the body, as <c>rgb(255, 255, 255)</c>.</summary>
    public Task<string> Background() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
