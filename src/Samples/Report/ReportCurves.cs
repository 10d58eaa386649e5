using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using RnnTrainer.Pages;
using RnnTrainer.Plots;

namespace RnnTrainer.Samples;

/// <summary>How what was measured went from epoch to epoch: a plot for each measure.</summary>
internal static class ReportCurves
{
    private const int Width = 420, Height = 290;

    /// <summary>Epochs shown of a long run, so that the page stays small.</summary>
    private const int MostEpochs = 200;

    /// <summary>Up to here each epoch has a dot.</summary>
    private const int MostDots = 30;

    /// <summary>The section.</summary>
    /// <param name="history">The epochs.</param>
    /// <param name="best">The number of the best one; null where it is not known.</param>
    public static Html Of(IReadOnlyList<RnnEpoch> history, int? best)
    {
        int every = (history.Count + MostEpochs - 1) / MostEpochs;
        RnnEpoch[] epochs = [.. history.Where((_, index) => index % every == 0 || index == history.Count - 1)];
        IReadOnlyList<ShownMetric> metrics = ShownMetric.Sorted(epochs.SelectMany(epoch => epoch.Metrics.Keys));
        Html curves = epochs.Length switch
        {
            0 => Html.Of($"<p>Not recorded: the model's file holds no history.</p>"),
            1 => Html.Of($"<p>The run was no longer than one epoch, and one point makes no curve: {InWords(epochs[0], metrics)}.</p>"),
            _ => Plots(epochs, metrics),
        };
        return PageSection.Of("curves", "Learning curves", Html.Of($"{curves}{Figures(epochs, metrics, every, best)}"));
    }

    private static string InWords(RnnEpoch epoch, IReadOnlyList<ShownMetric> metrics) => string.Join("; ", metrics
        .GroupBy(metric => metric.Rows, metric => $"{metric.Measure} {InWords(Value(epoch, metric), metric)}")
        .Select(rows => $"{Name(rows.Key)} {string.Join(", ", rows)}"));

    private static string InWords(double? value, ShownMetric metric) => metric.IsAccuracy ? $"{value:0.00%}" : ShownMetric.Cell(value);

    private static Html Plots(RnnEpoch[] epochs, IReadOnlyList<ShownMetric> metrics) => Html.Of($"""
        <div class="plots">
        {metrics.GroupBy(metric => metric.Measure).Select(measure => Plot(epochs, [.. measure], Unit(measure.First(), metrics)))}
        </div>
        <p class="note">Training figures are means over an epoch while its weights still change, with dropout and changed images where
        the run has them; validation is measured at the epoch's end, without.</p>
        """);

    // What a loss is depends on the task; where there are classes, it has an accuracy beside it.
    private static string? Unit(ShownMetric metric, IReadOnlyList<ShownMetric> metrics) => metric.IsAccuracy ? "share told right"
        : metric.IsLoss && metrics.Any(other => other.IsAccuracy) ? "mean cross-entropy, nats" : null;

    private static Html Plot(RnnEpoch[] epochs, ShownMetric[] measures, string? unit)
    {
        LinearAxis across = new()
        {
            Title = "epoch",
            MinimumMajorStep = 1,
            MinimumMinorStep = 1,
            MinimumPadding = 0.02,
            MaximumPadding = 0.02,
        };
        LinearAxis up = new() { MinimumPadding = 0.05, MaximumPadding = 0.08 };
        PlotModel plot = SvgPlot.Create("", across, up);
        foreach (ShownMetric metric in measures)
            plot.Series.Add(Line(epochs, metric, plot.DefaultColors[(int)metric.Rows]));
        plot.Legends[0].LegendPosition = LegendPosition.TopCenter;
        plot.Legends[0].LegendOrientation = LegendOrientation.Horizontal;
        string title = ShownMetric.Capital(measures[0].Measure);
        IEnumerable<string> courses = measures.Select(metric =>
            $"{Name(metric.Rows)} from {Cell(epochs[0], metric)} to {Cell(epochs[^1], metric)}");
        string course = $"{title} by epoch: {string.Join(", ", courses)}";
        return PageFigure.Of(SvgPlot.Text(plot, Width, Height), course, unit is null ? title : $"{title}: {unit}");
    }

    private static LineSeries Line(RnnEpoch[] epochs, ShownMetric metric, OxyColor color)
    {
        MarkerType marker = epochs.Length <= MostDots ? MarkerType.Circle : MarkerType.None;
        LineSeries line = new()
        {
            Title = Name(metric.Rows),
            Color = color,
            StrokeThickness = 2,
            MarkerType = marker,
            MarkerSize = 3.5,
        };
        line.Points.AddRange(epochs.Select(epoch => new DataPoint(epoch.Epoch, Value(epoch, metric) ?? double.NaN)));
        return line;
    }

    private static Html Figures(RnnEpoch[] epochs, IReadOnlyList<ShownMetric> metrics, int every, int? best)
    {
        string[] columns = ["Epoch", "Steps", .. metrics.Select(metric => metric.Title), "Learning rate", "Gradient norm"];
        IEnumerable<(IReadOnlyList<string>, bool)> rows = epochs.Select(epoch => (Row(epoch, metrics, epoch.Epoch == best), false));
        return epochs.Length == 0 ? default : Html.Of($"""
            <details>
            <summary>Figures of each epoch{(every > 1 ? $", of {every} shown one" : "")}</summary>
            {PageSection.Table("Figures of each epoch", columns, rows)}
            </details>
            """);
    }

    private static IReadOnlyList<string> Row(RnnEpoch epoch, IReadOnlyList<ShownMetric> metrics, bool isKept) =>
    [
        isKept ? $"{epoch.Epoch} (kept)" : $"{epoch.Epoch}", $"{epoch.Step:N0}", .. metrics.Select(metric => Cell(epoch, metric)),
        $"{epoch.LearningRate:0.######}", $"{epoch.GradientNorm:0.000}",
    ];

    private static string Name(MetricRows rows) => $"{rows}".ToLowerInvariant();

    private static string Cell(RnnEpoch epoch, ShownMetric metric) => Value(epoch, metric) is { } value ? ShownMetric.Cell(value) : "–";

    private static double? Value(RnnEpoch epoch, ShownMetric metric) =>
        epoch.Metrics.TryGetValue(metric.Name, out double value) ? value : null;
}
