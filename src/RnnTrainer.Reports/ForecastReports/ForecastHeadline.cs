using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>The figures that are asked for first.</summary>
internal static class ForecastHeadline
{
    // More would not fit the width beside each other.
    private const int MostFigures = 4;

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
        return PageSection.Of("headline", "Results", PageSection.Figures(figures));
    }
}
