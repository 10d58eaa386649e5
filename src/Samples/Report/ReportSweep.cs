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
        SweepAxes axes = SweepAxes.Of([.. runs.Select(run => run.Settings)]);
        string[] settings = [.. axes.Free, .. axes.Following];
        SweepResult? best = SweepTable.Best(runs);
        IEnumerable<SweepResult> shown = axes.Sort(runs).OrderByDescending(run => run.TestAccuracy ?? double.NegativeInfinity).Take(Most);

        string count = runs.Count > Most ? $"The best {Most} of {runs.Count:N0} runs" : runs.Count == 1 ? "One run" : $"{runs.Count} runs";
        string data = string.Join(", ", runs.Select(run => run.Data).Distinct());
        string[] columns = ["Place", .. settings, "Test accuracy", "Test loss", "Parameters", "Training time"];
        return ReportSection.Of("sweep", "Sweep", Html.Of($"""
            <p>{count} on {data}, by test accuracy{(best is null ? "" : "; the best is marked")}.</p>
            {Plot(runs)}
            {ReportSection.Table("Runs of the sweep", columns, shown.Select((run, index) => (Row(index + 1, settings, run), run == best)))}
            """));
    }

    private static Html Plot(IReadOnlyList<SweepResult> runs) => runs.Count(run => run.Failure is null) < 2 ? default
        : ReportFigure.Wide(SweepPlot.Svg(runs), $"Test accuracy of {runs.Count} runs; the table below has the figures");

    private static IReadOnlyList<string> Row(int place, string[] settings, SweepResult run)
    {
        string[] start = [$"{place}", .. settings.Select(name => run.Settings[name])];
        return run.Failure is { } failure
            ? [.. start, $"failed: {failure}"]
            : [.. start, $"{run.TestAccuracy:0.0000}", $"{run.TestLoss:0.0000}", $"{run.Parameters:N0}", $"{run.TrainingSeconds:0.0} s"];
    }
}
