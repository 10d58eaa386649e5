using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.Samples;

/// <summary>
/// Validation accuracy (validation loss, for a task without it) over the hidden size (or the first other number that varies), with a line
/// for each choice of what else varies; over the training time where no number varies. Several seeds are averaged.
/// </summary>
internal static class SweepPlot
{
    private const string Seed = "seed", HiddenSize = "hidden-size";

    // From here on values are so far apart that equal factors get equal room.
    private const double LogarithmicFrom = 20;

    /// <summary>The plot as an <c>svg</c> element; runs that failed are left out.</summary>
    public static string Svg(IReadOnlyList<SweepResult> results)
    {
        SweepResult[] good = [.. results.Where(result => result.Failure is null)];
        SweepAxes axes = SweepAxes.Of(good);
        string? across = axes.Free
            .Where(name => name != Seed && good.All(result => SweepAxes.NumberIn(result.Settings[name]) is not null))
            .OrderBy(name => name != HiddenSize).FirstOrDefault();
        double X(SweepResult result) => across is null ? result.TrainingSeconds!.Value : SweepAxes.NumberIn(result.Settings[across])!.Value;
        string[] named = [.. axes.Free.Where(name => name != across && name != Seed)];

        int seeds = good.Select(result => result.Settings[Seed]).Distinct().Count();
        ShownMetric shown = SweepRanking.First(good);
        string title = $"{shown.Title} on {string.Join(", ", results.Select(result => result.Data).Distinct())}";
        PlotModel plot = SvgPlot.Create(
            seeds > 1 ? $"{title}, mean of {seeds} seeds" : title,
            AxisFor(across ?? "training time (s)", [.. good.Select(X)]),
            new LinearAxis { Title = shown.Heading, StringFormat = "0.0###", MinimumPadding = 0.08, MaximumPadding = 0.08 });
        string NameOf(SweepResult result) => string.Join(", ", axes.Named(result, named));
        foreach (IGrouping<string, SweepResult> line in axes.Sort(good).GroupBy(NameOf))
        {
            LineSeries series = new()
            {
                Title = line.Key,
                RenderInLegend = line.Key != "",
                StrokeThickness = 2,
                MarkerType = MarkerType.Circle,
                MarkerSize = 4,
            };
            // Runs of one line that differ in their seed alone make one point.
            series.Points.AddRange(line.GroupBy(result => across is null ? 0 : X(result))
                .Select(same => new DataPoint(same.Average(X), same.Average(result => result.Find(shown) ?? double.NaN))));
            plot.Series.Add(series);
        }
        return SvgPlot.Text(plot);
    }

    private static Axis AxisFor(string title, double[] values) =>
        values.Length > 0 && values.Min() > 0 && values.Max() >= LogarithmicFrom * values.Min()
        ? new LogarithmicAxis { Title = title, MinimumPadding = 0.1, MaximumPadding = 0.1 }
        : new LinearAxis { Title = title, MinimumPadding = 0.05, MaximumPadding = 0.05 };
}
