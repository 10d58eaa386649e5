using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>The runs of a sweep, beside each other.</summary>
internal static class ReportSweep
{
    /// <summary>Runs in the table, so that the page stays small; the best are shown.</summary>
    private const int Most = 200;

    public static Html Of(IReadOnlyList<SweepResult> runs)
    {
        if (runs is [])
            return default;
        SweepAxes axes = SweepAxes.Of(runs);
        string[] settings = [.. axes.Free, .. axes.Following], lengths = axes.AreLengthsDifferent ? ["share"] : [];
        SweepResult? best = SweepRanking.Best(runs);
        IEnumerable<SweepResult> shown = SweepRanking.Sorted(runs).Take(Most);
        IReadOnlyList<ShownMetric> metrics = SweepRanking.Metrics(runs);

        string count = runs.Count > Most ? $"The best {Most} of {runs.Count:N0} runs" : runs.Count == 1 ? "One run" : $"{runs.Count} runs";
        string data = string.Join(", ", runs.Select(run => run.Data).Distinct());
        IEnumerable<(IReadOnlyList<string>, bool)> rows =
            shown.Select((run, index) => (Row($"{index + 1}", settings, metrics, run, axes), run == best));
        string[] columns = ["Place", .. settings, .. lengths, .. metrics.Select(metric => metric.Title), "Parameters", "Training time"];
        return PageSection.Of("sweep", "Sweep", Html.Of($"""
            <p>{count} on {data}, by {SweepRanking.First(runs).Heading}{(best is null ? "" : "; the best is marked")}.</p>
            {Plot(runs)}
            {PageSection.Table("Runs of the sweep", columns, rows)}
            """));
    }

    private static Html Plot(IReadOnlyList<SweepResult> runs) => runs.Count(run => run.Failure is null) < 2 ? default
        : PageFigure.Wide(SweepPlot.Svg(runs),
            $"{SweepRanking.First(runs).Title} of {runs.Count} runs; the table below has the figures");

    private static IReadOnlyList<string> Row(
        string place, string[] settings, IReadOnlyList<ShownMetric> metrics, SweepResult run, SweepAxes axes)
    {
        string[] lengths = axes.AreLengthsDifferent ? [SweepAxes.ShareOf(run)] : [];
        string[] start = [place, .. settings.Select(name => run.Settings[name]), .. lengths];
        return run.Failure is { } failure ? [.. start, $"failed: {failure}"] :
        [
            .. start, .. metrics.Select(metric => ShownMetric.Cell(run.Find(metric))),
            $"{run.Parameters:N0}", $"{run.TrainingSeconds:0.0} s",
        ];
    }
}
