using RnnTrainer.Curves;
using RnnTrainer.Pages;

namespace RnnTrainer.NetworkReports;

/// <summary>A report on a network as one HTML file.</summary>
internal static class NetworkPage
{
    /// <summary>The page.</summary>
    public static Html Of(NetworkContent content)
    {
        HtmlPage page = new()
        {
            Start = content.Start,
            Title = $"{content.Title}: {content.Task.Verdict}",
            Kind = "Report on a recurrent network",
            Heading = content.Title,
            Summary = $"{content.Summary}.",
            Sections =
            [
                Headline(content),
                CurvesSection.Of(content.History, content.BestEpoch, content.Task.Metrics),
                .. content.Task.Sections,
                .. content.Further,
                content.Settings,
                NetworkSection.Of(content.Network, content.InputRemark),
            ],
            Maker = Html.Of($"<code>{content.Maker}</code>"),
            Made = content.Made,
            Style = EmbeddedText.Of(typeof(NetworkPage).Assembly, "NetworkReports/report.css"),
        };
        return page.ToHtml();
    }

    private static Html Headline(NetworkContent content)
    {
        int parameters = content.Network.ParameterCount;
        (string, string, string)[] figures =
        [
            .. content.Task.Figures,
            ("Parameters", FormattableString.Invariant($"{parameters:N0}"),
                FormattableString.Invariant($"{parameters * sizeof(float) / 1024.0:N0} KiB")),
            .. content.Figures,
        ];
        Html remark = content.Task.Remark.Length == 0 ? default : Html.Of($"<p class=\"remark\">{content.Task.Remark}</p>");
        return PageSection.Of("headline", "Results", Html.Of($"{PageSection.Figures(figures)}\n{remark}"));
    }
}
