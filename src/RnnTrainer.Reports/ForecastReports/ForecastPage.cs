using RnnTrainer.Curves;
using RnnTrainer.NetworkReports;
using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>A report on forecasts as one HTML file.</summary>
internal static class ForecastPage
{
    /// <summary>How the file begins, by which a report is known as one.</summary>
    public const string Start = "<!DOCTYPE html><!-- forecast report by RnnTrainer -->";

    /// <summary>The page.</summary>
    public static Html Of(ForecastContent content)
    {
        string left = content.Series.Count > content.MaxSeries ? $" The first {content.MaxSeries:N0} are shown." : "";
        HtmlPage page = new()
        {
            Start = Start,
            Title = content.Title,
            Kind = "Forecast by a recurrent network",
            Heading = content.Title,
            Summary = $"{(content.Series.Count == 1 ? "One series" : $"{content.Series.Count:N0} series")}, "
                + $"{content.Horizon:N0} {(content.Horizon == 1 ? "step" : "steps")} ahead"
                + $"{(content.SeasonLength == 1 ? "" : $", a season of {content.SeasonLength:N0} steps")}.{left}",
            Sections =
            [
                ForecastHeadline.Of(content),
                .. content.Shown.Select((series, index) => ForecastSection.Of(series, index + 1, content.SeasonLength)),
                ForecastComparison.Of(content),
                CurvesSection.Of(content.History, content.BestEpoch, new Dictionary<string, double>()),
                SettingsSection.Of(content.Settings),
            ],
            Maker = Html.Of($"<code>{content.Maker}</code>"),
            Made = content.Made,
        };
        return page.ToHtml();
    }
}
