namespace RnnTrainer.Pages;

/// <summary>A report as one HTML file, with all that it needs in it: no script, no font, nothing from the network.</summary>
internal sealed record HtmlPage
{
    /// <summary>How the file begins: the document type, and a comment by which a report is known as one of its program.</summary>
    public required string Start { get; init; }

    /// <summary>What the browser shows as the page's name.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of report it is, in a few words above the heading.</summary>
    public required string Kind { get; init; }

    /// <summary>The heading.</summary>
    public required string Heading { get; init; }

    /// <summary>What it is about, in a sentence below the heading.</summary>
    public required string Summary { get; init; }

    /// <summary>The sections, as <see cref="PageSection"/> makes them, in their order.</summary>
    public required IReadOnlyList<Html> Sections { get; init; }

    /// <summary>Who made it.</summary>
    public required Html Maker { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Styles beside those that every report has.</summary>
    public Html Style { get; init; }

    /// <summary>A point in time, readable by people and programs.</summary>
    public static Html Time(DateTimeOffset time) =>
        Html.Of($"<time datetime=\"{time:yyyy-MM-ddTHH:mm:sszzz}\">{time:yyyy-MM-dd HH:mm}</time>");

    /// <summary>The whole page.</summary>
    public Html ToHtml() => Html.Of($"""
        {new Html(Start)}
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
        <title>{Title}</title>
        <link rel="icon" href="data:," />
        <style>
        {EmbeddedText.Of(typeof(HtmlPage).Assembly, "Pages/page.css")}
        {Style}
        </style>
        </head>
        <body>
        <header>
        <p class="kind">{Kind}</p>
        <h1>{Heading}</h1>
        <p>{Summary}</p>
        </header>
        <main>
        {Sections}
        </main>
        <footer><p>Made by {Maker} on {Time(Made)}.</p></footer>
        </body>
        </html>

        """);
}
