using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>The runs of a sweep as a table.</summary>
internal static class SweepTable
{
    /// <summary>The runs in the order of the grid, the best one marked: by validation accuracy where all have one, else by test accuracy.</summary>
    public static FittedTable Of(IReadOnlyList<SweepResult> results)
    {
        SweepAxes axes = SweepAxes.Of([.. results.Select(result => result.Settings)]);
        string[] settings =
        [
            .. TrainingSettings.All.Select(setting => setting.Name).Where(name => name is "hidden-size" or "batch-size" || axes.Free.Contains(name)),
            .. axes.Following,
        ];
        bool validated = results.Any(result => result.ValidationAccuracy is not null);
        string[] measured = ["parameters", "time (s)", "rows/s", "test loss", "test accuracy"];
        FittedTable table = new([.. settings, .. measured, .. validated ? ["validation accuracy"] : Array.Empty<string>(), ""])
        {
            KeyColumns = settings.Length,
        };
        SweepResult? best = Best(results);
        foreach (SweepResult result in axes.Sort(results))
        {
            string[] cells =
            [
                .. settings.Select(name => result.Settings[name]), $"{result.Parameters}", $"{result.TrainingSeconds:0.0}", $"{result.RowsPerSecond:0}",
                $"{result.TestLoss:0.0000}", $"{result.TestAccuracy:0.0000}", .. validated ? [$"{result.ValidationAccuracy:0.0000}"] : Array.Empty<string>(),
                result == best ? "best" : result.Failure is not null ? "failed" : "",
            ];
            Color color = result == best ? Color.Green : result.Failure is not null ? Color.Red : Color.Default;
            table.Row([.. cells.Select(cell => (cell, color))]);
        }
        return table;
    }

    /// <summary>The best run; null where all failed.</summary>
    public static SweepResult? Best(IReadOnlyList<SweepResult> results)
    {
        SweepResult[] good = [.. results.Where(result => result.Failure is null)];
        return good.All(result => result.ValidationAccuracy is not null)
            ? good.OrderByDescending(result => result.ValidationAccuracy).ThenBy(result => result.ValidationLoss).FirstOrDefault()
            : good.OrderByDescending(result => result.TestAccuracy).ThenBy(result => result.TestLoss).FirstOrDefault();
    }
}
