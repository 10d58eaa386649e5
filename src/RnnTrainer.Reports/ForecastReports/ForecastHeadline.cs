using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>The figures that are asked for first, and how the network compares with the seasonal naive forecast.</summary>
internal static class ForecastHeadline
{
    // More would not fit the width beside each other.
    private const int MostFigures = 4;

    private static readonly string[] Columns = ["Measure", "Network", "Seasonal naive", "What it is"];

    /// <summary>The section.</summary>
    public static Html Of(ForecastContent content)
    {
        (string, string, string)[] figures =
        [
            .. content.Measures.Take(MostFigures).Select(measure =>
                (measure.Name, measure.Text(measure.Network), double.IsNaN(measure.Naive) ? measure.Meaning
                    : $"seasonal naive {measure.Text(measure.Naive)}")),
            ("Horizon", $"{content.Horizon:N0}", content.Horizon == 1 ? "step ahead" : "steps ahead"),
            ("Series", $"{content.SeriesCount:N0}", $"{content.Series.Sum(series => series.Values.Count):N0} values"
                + (content.SeriesCount > content.Series.Count ? $" in the {content.Series.Count:N0} shown" : "")),
        ];
        return PageSection.Of("headline", "Results", Html.Of($"{PageSection.Figures(figures)}\n{Comparison(content)}"));
    }

    private static Html Comparison(ForecastContent content) => content.Measures.Count == 0 ? default : Html.Of($"""
        <h3>On the last {(content.Horizon == 1 ? "value" : $"{content.Horizon:N0} values")} of each series, held out</h3>
        {PageSection.Table("Comparison with the seasonal naive forecast", Columns, content.Measures.Select(Row))}
        <p class="note">The seasonal naive forecast repeats the value of {(content.SeasonLength == 1 ? "the step"
            : $"{content.SeasonLength:N0} steps")} before the forecast begins; any model should beat it.</p>
        """);

    private static (IReadOnlyList<string>, bool) Row(ForecastMeasure measure) =>
        ([measure.Name, measure.Text(measure.Network), measure.Text(measure.Naive), measure.Meaning], false);
}
