using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>A series: its plot, and its forecast in numbers.</summary>
internal static class ForecastSection
{
    /// <summary>The section.</summary>
    /// <param name="series">The series.</param>
    /// <param name="number">Its number on the page, from 1.</param>
    /// <param name="season">Steps of a season.</param>
    public static Html Of(ReportedSeries series, int number, int season)
    {
        ValueText text = ValueText.For(series);
        string label = $"{series.Name}: {series.Values.Count:N0} values, and a forecast of {series.Ahead.Horizon:N0} steps from "
            + $"{text.Of(series.Ahead.Middle[0])} to {text.Of(series.Ahead.Middle[^1])}; the table below has the figures";
        string caption = $"{series.Ahead.BandName} and the bands within it"
            + (series.HeldOut is null ? "" : ". Between the dotted lines: the forecast of values hidden from it");
        return PageSection.Of($"series-{number}", series.Name, Html.Of($"""
            {PageFigure.Of(ForecastPlot.Svg(series, season), label, caption)}
            <details>
            <summary>The forecast in numbers</summary>
            {Table(series, text)}
            </details>
            """));
    }

    private static Html Table(ReportedSeries series, ValueText text)
    {
        ForecastFan ahead = series.Ahead;
        string[] columns = ["Time", .. ahead.Levels.Select(level => FormattableString.Invariant($"{level:0.###}"))];
        IEnumerable<(IReadOnlyList<string>, bool)> rows = Enumerable.Range(0, ahead.Horizon).Select(step => (
            (IReadOnlyList<string>)[series.TimeOf(series.Values.Count + step), .. ahead.Quantiles.Select(level => text.Of(level[step]))],
            false));
        return PageSection.Table($"Quantiles of the forecast of {series.Name}", columns, rows);
    }
}
