using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>Whether as many labels are below each quantile as should be, and how wide bands are.</summary>
internal static class QuantilesSection
{
    private static readonly string[] Columns = ["Level", "Coverage", "Pinball loss"];

    /// <summary>The section.</summary>
    /// <param name="metrics">What was measured of each level.</param>
    /// <param name="bands">Labels and their quantiles.</param>
    /// <param name="middle">The level nearest to the median.</param>
    /// <param name="nouns">What has a label: "rows".</param>
    public static Html Of(RnnQuantileMetrics metrics, Sample<(double Label, double[] Quantiles)> bands, int middle, string nouns)
    {
        string coverage = CalibrationSection.Svg("level", $"share of {nouns} at most the quantile",
            [.. metrics.Levels.Select(level => ((double)level.Level, level.Coverage))]);
        string label = "Coverage: " + string.Join(", ", metrics.Levels.Select(level =>
            $"{NumberText.Share(level.Coverage)} at level {NumberText.Value(level.Level)}"));
        return PageSection.Of("quantiles", "Quantile coverage", Html.Of($"""
            <div class="plots">
            {PageFigure.Of(coverage, label, "On the dashed line, coverage equals the level")}
            {PageFigure.Of(BandPlot.Svg(bands.Items, middle), "Labels and their quantiles, sorted by the middle quantile",
                $"Actual numbers and the predicted band, sorted by its middle{bands.Note(nouns)}")}
            </div>
            {PageSection.Table("Figures of each level", Columns, metrics.Levels.Select(level => (Row(level), false)))}
            """));
    }

    private static IReadOnlyList<string> Row(RnnQuantileLevelMetrics level) =>
        [NumberText.Value(level.Level), NumberText.Share(level.Coverage), NumberText.Value(level.PinballLoss)];
}
