using System.Text;

namespace RnnTrainer.Samples;

/// <summary>A report on a model as one HTML file, with all that it needs in it: no script, no font, nothing from the network.</summary>
internal static class ReportPage
{
    /// <summary>How the file begins, by which a report is known as one.</summary>
    public const string Start = "<!DOCTYPE html><!-- report by rnn-samples -->";

    /// <summary>The page.</summary>
    public static Html Of(ReportContent content)
    {
        // Where it lies is of interest here only, and the page is made to be sent.
        string name = Path.GetFileName(content.Model.Name);
        Html made = Html.Of($"<time datetime=\"{content.Made:yyyy-MM-ddTHH:mm:sszzz}\">{content.Made:yyyy-MM-dd HH:mm}</time>");
        return Html.Of($"""
            {new Html(Start)}
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
            <title>{name}: {content.Evaluation.Metrics.MicroAccuracy:0.00%} on {content.Data}</title>
            <link rel="icon" href="data:," />
            <style>
            {Style()}
            </style>
            </head>
            <body>
            <header>
            <p class="kind">Report on a recurrent network</p>
            <h1>{name}</h1>
            <p>{NetworkText.Of(content.Model.Network.Model)}{Training(content.Run)}.</p>
            </header>
            <main>
            {ReportHeadline.Of(content)}
            {ReportCurves.Of(content.Model.Network.History, content.Model.Network.BestEpoch)}
            {ReportConfusion.Of(content)}
            {ReportMistakes.Of(content)}
            {ReportClasses.Of(content)}
            {ReportSweep.Of(content.Sweep)}
            {ReportRun.Of(content.Run)}
            {ReportNetwork.Of(content.Model.Network.Model, content.Parameters)}
            </main>
            <footer><p>Made by <code>rnn-samples report</code> on {made}.</p></footer>
            </body>
            </html>

            """);
    }

    private static string Training(RunRecord? run) => run is null ? "" : $", trained on {run.Data} on {run.Trained:yyyy-MM-dd}";

    private static Html Style()
    {
        using StreamReader css = new(typeof(ReportPage).Assembly.GetManifestResourceStream("Report/report.css")!, Encoding.UTF8);
        return new(css.ReadToEnd().Trim());
    }
}
