using System.Globalization;
using System.Text;

namespace RnnTrainer.Plots;

/// <summary>Small lines without axes, each from its least to its largest value.</summary>
internal static class SparkLines
{
    private const int Width = 160, Height = 56, Room = 3;

    /// <summary>Points of a line, so that the page stays small.</summary>
    private const int MostPoints = 160;

    /// <summary>The <c>svg</c> element.</summary>
    /// <param name="lines">The values of each line; what is not a number leaves a gap.</param>
    public static string Svg(IReadOnlyList<float[]> lines)
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" ")
            .Append("fill=\"none\" stroke-width=\"1.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\">");
        foreach ((int index, float[] line) in lines.Index())
            svg.Append($"<path d=\"{Path(line)}\" stroke=\"{SvgPlot.Colors[index % SvgPlot.Colors.Count]}\" />");
        return svg.Append("</svg>").ToString();
    }

    private static string Path(float[] line)
    {
        float[] finite = [.. line.Where(float.IsFinite).DefaultIfEmpty(0)];
        (double low, double high) = (finite.Min(), finite.Max());
        StringBuilder path = new();
        bool isGap = true;
        int every = Math.Max(1, (line.Length + MostPoints - 1) / MostPoints);
        for (int step = 0; step < line.Length; step += every)
        {
            if (!float.IsFinite(line[step]))
            {
                isGap = true;
                continue;
            }
            double x = Room + ((Width - (2.0 * Room)) * step / Math.Max(1, line.Length - 1));
            double y = high > low ? Height - Room - ((Height - (2.0 * Room)) * (line[step] - low) / (high - low)) : Height / 2.0;
            path.Append(CultureInfo.InvariantCulture, $"{(isGap ? 'M' : 'L')}{x:0.#} {y:0.#}");
            isGap = false;
        }
        return path.ToString();
    }
}
