using RnnTrainer.Pages;

namespace RnnTrainer.ForecastReports;

/// <summary>How the network compares with the seasonal naive forecast.</summary>
internal static class ForecastComparison
{
    private static readonly string[] Columns = ["Measure", "Network", "Seasonal naive"];

    /// <summary>The section; nothing where nothing was compared.</summary>
    public static Html Of(ForecastContent content) => content.Measures.Count == 0 ? default
        : PageSection.Of("comparison", "Comparison", Html.Of($"""
            <p>On the {content.HeldOut} of each series, forecast without them.</p>
            {PageSection.Table("Comparison with the seasonal naive forecast", Columns, content.Measures.Select(Row))}
            <p class="note">{string.Join("; ", content.Measures.Select(measure => $"{measure.Name}: {measure.Meaning}"))}. The seasonal
            naive forecast repeats {(content.SeasonLength == 1 ? "the last value" : $"the last {content.SeasonLength:N0} values")} before
            it; any model should beat it.</p>
            """));

    private static (IReadOnlyList<string>, bool) Row(ForecastMeasure measure) =>
        ([measure.Name, measure.Text(measure.Network), measure.Text(measure.Naive)], false);
}
