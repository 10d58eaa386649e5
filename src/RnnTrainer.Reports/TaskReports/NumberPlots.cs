using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.TaskReports;

/// <summary>Plots of predicted numbers.</summary>
internal static class NumberPlots
{
    private const int Tenths = 10, MostBars = 31;

    /// <summary>Actual over predicted numbers, with the mean of each tenth.</summary>
    public static string Scatter(IReadOnlyList<(double Label, double Score)> points)
    {
        double low = points.Min(point => Math.Min(point.Label, point.Score));
        double high = points.Max(point => Math.Max(point.Label, point.Score));
        PlotModel plot = SvgPlot.CreateSmall("", Ranged("predicted", low, high), Ranged("actual", low, high));
        plot.Series.Add(SvgPlot.Guide([new(low, low), new(high, high)]));
        ScatterSeries dots = new()
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 2.5,
            MarkerFill = OxyColor.FromAColor(110, plot.DefaultColors[0]),
            MarkerStrokeThickness = 0,
        };
        dots.Points.AddRange(points.Select(point => new ScatterPoint(point.Score, point.Label)));
        plot.Series.Add(dots);
        LineSeries means = new() { Color = plot.DefaultColors[1], StrokeThickness = 2, MarkerType = MarkerType.Circle, MarkerSize = 3.5 };
        means.Points.AddRange(MeansOfTenths(points).Select(mean => new DataPoint(mean.Score, mean.Label)));
        plot.Series.Add(means);
        return SvgPlot.Text(plot, PlotSize.Width, PlotSize.Height);
    }

    /// <summary>How errors are distributed.</summary>
    /// <param name="errors">The errors, ascending.</param>
    public static string Histogram(IReadOnlyList<double> errors)
    {
        double low = errors[0], width = (errors[^1] - low) / MostBars;
        return Bars("predicted - actual", width == 0 ? [(low - 0.5, low + 0.5, errors.Count)] : errors
            .GroupBy(error => Math.Min(MostBars - 1, (int)((error - low) / width)))
            .Select(bar => (low + (bar.Key * width), low + ((bar.Key + 1) * width), (double)bar.Count())));
    }

    /// <summary>Bars beside one another.</summary>
    /// <param name="across">What they are bars of.</param>
    /// <param name="bars">Where each begins and ends, and how high it is.</param>
    public static string Bars(string across, IEnumerable<(double From, double To, double Height)> bars)
    {
        PlotModel plot = SvgPlot.CreateSmall("", new LinearAxis { Title = across },
            new LinearAxis { Title = "count", Minimum = 0, MaximumPadding = 0.05 });
        RectangleBarSeries series = new()
        {
            FillColor = OxyColor.FromAColor(190, plot.DefaultColors[0]),
            StrokeThickness = 0,
        };
        foreach ((double from, double to, double height) in bars)
            series.Items.Add(new(from, 0, to, height));
        plot.Series.Add(series);
        return SvgPlot.Text(plot, PlotSize.Width, PlotSize.Height);
    }

    private static IEnumerable<(double Label, double Score)> MeansOfTenths(IReadOnlyList<(double Label, double Score)> points) =>
        points.OrderBy(point => point.Score).Index().GroupBy(point => (long)point.Index * Tenths / points.Count)
            .Select(tenth => (tenth.Average(point => point.Item.Label), tenth.Average(point => point.Item.Score)));

    private static LinearAxis Ranged(string title, double low, double high)
    {
        double room = high > low ? 0.03 * (high - low) : 0.5;
        return new() { Title = title, Minimum = low - room, Maximum = high + room };
    }
}
