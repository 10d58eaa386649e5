using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>The runs of a sweep as a table.</summary>
internal static class SweepTable
{
    /// <summary>The runs in the order of the grid, the best one marked.</summary>
    public static FittedTable Of(IReadOnlyList<SweepResult> results)
    {
        SweepAxes axes = SweepAxes.Of(results);
        string[] settings =
        [
            .. TrainingSettings.All.Select(setting => setting.Name)
                .Where(name => name is "hidden-size" or "batch-size" || axes.Free.Contains(name)),
            .. axes.Following,
        ];
        string[] lengths = axes.AreLengthsDifferent ? ["share"] : [];
        ShownMetric[] metrics = [.. results.SelectMany(result => result.Metrics.Keys).Distinct().Select(name => new ShownMetric(name))];
        FittedTable table = new(
            [.. settings, .. lengths, "parameters", "time (s)", "rows/s", .. metrics.Select(metric => metric.Heading), ""])
        {
            KeyColumns = settings.Length,
        };
        SweepResult? best = SweepRanking.Best(results);
        foreach (SweepResult result in axes.Sort(results))
        {
            string[] cells =
            [
                .. settings.Select(name => result.Settings[name]), .. lengths.Select(_ => SweepAxes.ShareOf(result)),
                $"{result.Parameters}", $"{result.TrainingSeconds:0.0}", $"{result.RowsPerSecond:0}",
                .. metrics.Select(metric => ShownMetric.Cell(result.Find(metric))),
                result == best ? "best" : result.Failure is not null ? "failed" : "",
            ];
            Color color = result == best ? Color.Green : result.Failure is not null ? Color.Red : Color.Default;
            table.Row([.. cells.Select(cell => (cell, color))]);
        }
        return table;
    }
}
