using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.Curves;

/// <summary>How a measure went from epoch to epoch: a line for each kind of rows.</summary>
internal static class CurvePlot
{
    public const int Width = 420, Height = 290;

    /// <summary>Up to here each epoch has a dot.</summary>
    private const int MostDots = 30;

    /// <summary>The <c>svg</c> element.</summary>
    /// <param name="title">The title in the plot; empty: none.</param>
    /// <param name="epochs">The epochs.</param>
    /// <param name="measure">The measure, on each kind of rows.</param>
    /// <param name="test">What it is on test rows, and of which epoch's network; null where that is not known.</param>
    public static string Svg(string title, CurveEpochs epochs, ShownMetric[] measure, (int Epoch, double Value)? test)
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
        PlotModel plot = SvgPlot.CreateSmall(title, across, up);
        foreach (ShownMetric metric in measure)
        {
            plot.Series.Add(Line(metric.Rows, plot, epochs.Epochs.Count <= MostDots,
                epochs.Epochs.Select(epoch => new DataPoint(epoch.Epoch, CurveEpochs.Value(epoch, metric) ?? double.NaN))));
        }
        if (test is { } point)
        {
            LineSeries dot = Line(MetricRows.Test, plot, hasDots: true, [new DataPoint(point.Epoch, point.Value)]);
            dot.MarkerType = MarkerType.Diamond;
            dot.MarkerSize = 6;
            plot.Series.Add(dot);
        }
        return SvgPlot.Text(plot, Width, Height);
    }

    private static LineSeries Line(MetricRows rows, PlotModel plot, bool hasDots, IEnumerable<DataPoint> points)
    {
        LineSeries line = new()
        {
            Title = ShownMetric.NameOf(rows),
            Color = plot.DefaultColors[(int)rows],
            StrokeThickness = 2,
            MarkerType = hasDots ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 3.5,
        };
        line.Points.AddRange(points);
        return line;
    }
}
