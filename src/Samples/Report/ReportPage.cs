using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>A report on a model as one HTML file.</summary>
internal static class ReportPage
{
    /// <summary>How the file begins, by which a report is known as one.</summary>
    public const string Start = "<!DOCTYPE html><!-- report by rnn-samples -->";

    /// <summary>The page.</summary>
    public static Html Of(ReportContent content)
    {
        // Where it lies is of interest here only, and the page is made to be sent.
        string name = Path.GetFileName(content.Model.Name);
        HtmlPage page = new()
        {
            Start = Start,
            Title = $"{name}: {content.Evaluation.Metrics.MicroAccuracy:0.00%} on {content.Data}",
            Kind = "Report on a recurrent network",
            Heading = name,
            Summary = $"{NetworkText.Of(content.Model.Network.Model)}{Training(content.Run)}.",
            Sections =
            [
                ReportHeadline.Of(content),
                ReportCurves.Of(content.Model.Network.History, content.Model.Network.BestEpoch),
                ReportConfusion.Of(content),
                ReportMistakes.Of(content),
                ReportClasses.Of(content),
                ReportSweep.Of(content.Sweep),
                ReportRun.Of(content.Run),
                ReportNetwork.Of(content.Model.Network.Model, content.Parameters),
            ],
            Maker = Html.Of($"<code>rnn-samples report</code>"),
            Made = content.Made,
            Style = EmbeddedText.Of(typeof(ReportPage).Assembly, "Report/report.css"),
        };
        return page.ToHtml();
    }

    private static string Training(RunRecord? run) => run is null ? "" : $", trained on {run.Data} on {run.Trained:yyyy-MM-dd}";
}
