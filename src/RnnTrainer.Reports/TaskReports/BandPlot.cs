using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.TaskReports;

/// <summary>Actual numbers as dots on the bands of their quantiles, sorted by the middle one.</summary>
internal static class BandPlot
{
    /// <summary>The <c>svg</c> element.</summary>
    /// <param name="points">Labels and quantiles.</param>
    /// <param name="middle">The level nearest to the median.</param>
    public static string Svg(IReadOnlyList<(double Label, double[] Quantiles)> points, int middle)
    {
        (double Label, double[] Quantiles)[] sorted = [.. points.OrderBy(point => point.Quantiles[middle])];
        PlotModel plot = SvgPlot.CreateSmall("", new LinearAxis { Title = "rank by middle quantile" }, new LinearAxis { Title = "number" });
        OxyColor color = plot.DefaultColors[0];
        AreaSeries band = new()
        {
            Title = "outer band",
            StrokeThickness = 0,
            Color = OxyColor.FromAColor(60, color),
            Fill = OxyColor.FromAColor(60, color),
        };
        band.Points.AddRange(sorted.Select((point, place) => new DataPoint(place + 1, point.Quantiles[0])));
        band.Points2.AddRange(sorted.Select((point, place) => new DataPoint(place + 1, point.Quantiles[^1])));
        LineSeries line = new() { Title = "middle", Color = color, StrokeThickness = 1.8 };
        line.Points.AddRange(sorted.Select((point, place) => new DataPoint(place + 1, point.Quantiles[middle])));
        ScatterSeries dots = new()
        {
            Title = "actual",
            MarkerType = MarkerType.Circle,
            MarkerSize = 2.2,
            MarkerFill = OxyColor.FromAColor(170, plot.DefaultColors[1]),
            MarkerStrokeThickness = 0,
        };
        dots.Points.AddRange(sorted.Select((point, place) => new ScatterPoint(place + 1, point.Label)));
        plot.Series.Add(band);
        plot.Series.Add(line);
        plot.Series.Add(dots);
        return SvgPlot.Text(plot, PlotSize.Width, PlotSize.Height);
    }
}
