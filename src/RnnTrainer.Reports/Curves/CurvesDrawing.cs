using System.Text;
using RnnTrainer.Plots;

namespace RnnTrainer.Curves;

/// <summary>Learning curves as one drawing: plots beside and below one another.</summary>
internal static class CurvesDrawing
{
    private const int MostColumns = 2;

    /// <summary>The SVG file.</summary>
    public static string Svg(CurveEpochs epochs)
    {
        ShownMetric[][] measures = [.. epochs.Measures];
        int columns = Math.Clamp(measures.Length, 1, MostColumns), rows = Math.Max(1, (measures.Length + columns - 1) / columns);
        StringBuilder plots = new();
        foreach ((int index, ShownMetric[] measure) in measures.Index())
        {
            string plot = CurvePlot.Svg(ShownMetric.Capital(measure[0].Measure), epochs, measure, test: null);
            plots.Append($"<svg x=\"{index % columns * CurvePlot.Width}\" y=\"{index / columns * CurvePlot.Height}\" ")
                .Append(plot["<svg ".Length..]).Append('\n');
        }
        return SvgPlot.File(columns * CurvePlot.Width, rows * CurvePlot.Height, plots.ToString());
    }
}
