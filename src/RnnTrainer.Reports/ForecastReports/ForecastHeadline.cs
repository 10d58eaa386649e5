using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>The figures that are asked for first, and how the network compares with the seasonal naive forecast.</summary>
internal static class ForecastHeadline
{
    // More would not fit the width beside each other.
    private const int MostFigures = 4;

    private static readonly string[] Columns = ["Measure", "Network", "Seasonal naive"];

    /// <summary>The section.</summary>
    public static Html Of(ForecastContent content)
    {
        (string, string, string)[] figures =
        [
            .. content.Measures.Take(MostFigures).Select(measure =>
                (measure.Name, measure.Text(measure.Network), double.IsNaN(measure.Naive) ? measure.Meaning
                    : $"seasonal naive {measure.Text(measure.Naive)}")),
            ("Horizon", $"{content.Horizon:N0}", content.Horizon == 1 ? "step ahead" : "steps ahead"),
            ("Series", $"{content.Series.Count:N0}", $"{content.Series.Sum(series => (long)series.Values.Count):N0} values"),
        ];
        return PageSection.Of("headline", "Results", Html.Of($"{PageSection.Figures(figures)}\n{Comparison(content)}"));
    }

    private static Html Comparison(ForecastContent content) => content.Measures.Count == 0 ? default : Html.Of($"""
        <h3>On the last {(content.Horizon == 1 ? "value" : $"{content.Horizon:N0} values")} of each series, held out</h3>
        {PageSection.Table("Comparison with the seasonal naive forecast", Columns, content.Measures.Select(Row))}
        <p class="note">{string.Join("; ", content.Measures.Select(measure => $"{measure.Name}: {measure.Meaning}"))}. The seasonal naive
        forecast repeats {(content.SeasonLength == 1 ? "the last value" : $"the last {content.SeasonLength:N0} values")} before it; any
        model should beat it.</p>
        """);

    private static (IReadOnlyList<string>, bool) Row(ForecastMeasure measure) =>
        ([measure.Name, measure.Text(measure.Network), measure.Text(measure.Naive)], false);
}
