using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.ForecastReports;

/// <summary>A series with the fans of its forecasts: bands of quantiles, the narrower the darker, around the middle one.</summary>
internal static class ForecastPlot
{
    private const int Width = 500, Height = 310;

    /// <summary>Values shown before the first forecast, in horizons or seasons, so that the forecast has room.</summary>
    private const int HorizonsBefore = 3, SeasonsBefore = 4;

    /// <summary>Values shown at the least, and at the most, so that the page stays small.</summary>
    private const int Least = 40, Most = 400;

    /// <summary>Times that fit below the plot.</summary>
    private const int MostTimes = 5;

    private const byte Faint = 45;
    private static readonly OxyColor Forecast = OxyColor.Parse("#0072b2"), Naive = OxyColor.Parse("#d55e00");

    /// <summary>The <c>svg</c> element.</summary>
    /// <param name="series">The series.</param>
    /// <param name="season">Steps of a season.</param>
    public static string Svg(ReportedSeries series, int season)
    {
        int end = series.Values.Count + series.Ahead.Horizon;
        LinearAxis across = new()
        {
            MinimumMajorStep = 1,
            MinimumMinorStep = 1,
            MinimumPadding = 0.01,
            MaximumPadding = 0.01,
            LabelFormatter = place => double.IsInteger(place) && place >= 0 && place < end ? series.TimeOf((int)place) : "",
        };
        (double low, double high) = ReportedSeries.Range(series.Values.Where(float.IsFinite));
        LinearAxis up = new()
        {
            MinimumPadding = 0.05,
            MaximumPadding = 0.08,
            MinimumRange = high - low,
            StringFormat = ValueText.AxisFormatFor(Math.Max(Math.Abs(low), Math.Abs(high))),
        };
        PlotModel plot = SvgPlot.CreateSmall("", across, up);
        int horizon = series.Ahead.Horizon;
        int shown = Math.Clamp(Math.Max(HorizonsBefore * horizon, SeasonsBefore * season), Least, Most);
        int from = Math.Max(0, series.HeldOutFrom - shown);
        across.MajorStep = season * Math.Ceiling((end - from) / (double)(season * MostTimes));
        if (series.HeldOut is { } heldOut)
            AddFan(plot, heldOut, series.HeldOutFrom, isNamed: false);
        AddFan(plot, series.Ahead, series.Values.Count, isNamed: true);
        if (series.Naive.Count > 0)
            plot.Series.Add(Line("seasonal naive", Naive, series.HeldOutFrom, series.Naive, LineStyle.Dash));
        plot.Series.Add(Line("values", OxyColors.Black, from, series.Values.Skip(from), LineStyle.Solid));
        int[] origins = [.. ((int[])[series.HeldOutFrom, series.Values.Count]).Distinct()];
        foreach (int origin in origins)
        {
            plot.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = origin - 0.5,
                Color = OxyColor.FromArgb(220, 128, 128, 128),
                LineStyle = LineStyle.Dot,
            });
        }
        return SvgPlot.Text(plot, Width, Height);
    }

    private static void AddFan(PlotModel plot, ForecastFan fan, int origin, bool isNamed)
    {
        bool isFirst = isNamed;
        foreach ((IReadOnlyList<float> lower, IReadOnlyList<float> upper) in fan.Bands)
        {
            AreaSeries band = new()
            {
                Title = isFirst ? fan.BandName : null,
                RenderInLegend = isFirst,
                StrokeThickness = 0,
                Color = OxyColor.FromAColor(Faint, Forecast),
                Fill = OxyColor.FromAColor(Faint, Forecast),
            };
            band.Points.AddRange(Points(origin, lower));
            band.Points2.AddRange(Points(origin, upper));
            plot.Series.Add(band);
            isFirst = false;
        }
        LineSeries middle = Line("forecast", Forecast, origin, fan.Middle, LineStyle.Solid);
        middle.RenderInLegend = isNamed;
        if (fan.Horizon == 1)
            middle.MarkerType = MarkerType.Circle;
        plot.Series.Add(middle);
    }

    private static LineSeries Line(string name, OxyColor color, int from, IEnumerable<float> values, LineStyle style)
    {
        LineSeries line = new() { Title = name, Color = color, StrokeThickness = 1.8, LineStyle = style };
        line.Points.AddRange(Points(from, values));
        return line;
    }

    private static IEnumerable<DataPoint> Points(int from, IEnumerable<float> values) =>
        values.Select((value, index) => new DataPoint(from + index, value));
}
