using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Pages;
using RnnTrainer.Plots;

namespace RnnTrainer.TaskReports;

/// <summary>Whether probabilities are what they say: of what was given 80%, 80% should be so.</summary>
internal static class CalibrationSection
{
    /// <summary>The section of classes.</summary>
    /// <param name="bins">The probabilities.</param>
    /// <param name="isBinary">Whether they are those of yes, and not those of the class that was said.</param>
    public static Html Of(CalibrationBins bins, bool isBinary)
    {
        string what = isBinary ? "share of True" : "share correct";
        (double Mean, double Share, long Count)[] filled = [.. bins.Filled];
        string label = "Calibration: " + string.Join(", ", filled.Select(bin =>
            FormattableString.Invariant($"{what} {bin.Share:0.00} where the probability is {bin.Mean:0.00}")));
        string caption = FormattableString.Invariant($"Mean distance from the dashed line: {bins.Error:0.0000}");
        IEnumerable<(IReadOnlyList<string>, bool)> rows = filled.Select(bin => ((IReadOnlyList<string>)
            [FormattableString.Invariant($"{bin.Mean:0.0000}"), FormattableString.Invariant($"{bin.Share:0.0000}"),
                FormattableString.Invariant($"{bin.Count:N0}")], false));
        string spread = isBinary ? "Probabilities of True" : "Probabilities of the predicted class";
        return PageSection.Of("calibration", "Calibration", Html.Of($"""
            <div class="plots">
            {PageFigure.Of(Svg("probability", what, [.. filled.Select(bin => (bin.Mean, bin.Share))]), label, caption)}
            {PageFigure.Of(NumberPlots.Bars("probability", bins.Bars), $"{spread}: the table below has the figures", spread)}
            </div>
            <details>
            <summary>Calibration figures</summary>
            {PageSection.Table("Calibration", ["Mean probability", ShownShare(what), "Count"], rows)}
            </details>
            """));
    }

    /// <summary>A plot of what is against what was said, both from 0 to 1.</summary>
    public static string Svg(string across, string up, IReadOnlyList<(double Said, double Is)> points)
    {
        PlotModel plot = SvgPlot.CreateSmall("",
            new LinearAxis { Title = across, Minimum = 0, Maximum = 1 }, new LinearAxis { Title = up, Minimum = 0, Maximum = 1.02 });
        LineSeries line = new()
        {
            Color = plot.DefaultColors[0],
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 4,
        };
        line.Points.AddRange(points.Select(point => new DataPoint(point.Said, point.Is)));
        plot.Series.Add(SvgPlot.Guide([new(0, 0), new(1, 1)]));
        plot.Series.Add(line);
        return SvgPlot.Text(plot, PlotSize.Width, PlotSize.Height);
    }

    private static string ShownShare(string what) => char.ToUpperInvariant(what[0]) + what[1..];
}
