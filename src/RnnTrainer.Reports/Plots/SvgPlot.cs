using System.Security.Cryptography;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using RnnTrainer.Pages;

namespace RnnTrainer.Plots;

/// <summary>Plots as SVG text. The same plot gives the same text.</summary>
internal static class SvgPlot
{
    private const int Width = 760, Height = 460;

    // Colours by Okabe and Ito (2008), which the colour-blind tell apart, without the black and the pale yellow.
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    /// <summary>An empty plot, to be filled: transparent, and black where it should take the page's colour.</summary>
    /// <param name="title">The title.</param>
    /// <param name="across">The axis at the bottom.</param>
    /// <param name="up">The axis on the left.</param>
    public static PlotModel Create(string title, Axis across, Axis up)
    {
        PlotModel plot = new()
        {
            Title = title,
            TitleFontSize = 16,
            TitleFontWeight = FontWeights.Normal,
            DefaultFont = "sans-serif",
            DefaultColors = [.. Colors.Select(OxyColor.Parse)],
        };
        across.Position = AxisPosition.Bottom;
        up.Position = AxisPosition.Left;
        foreach (Axis axis in (Axis[])[across, up])
        {
            axis.AxisTitleDistance = 10;
            axis.MinorTickSize = 0;
            axis.MajorGridlineStyle = LineStyle.Solid;
            axis.MajorGridlineColor = OxyColor.FromArgb(40, 128, 128, 128);
            plot.Axes.Add(axis);
        }
        plot.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        return plot;
    }

    /// <summary>
    /// The <c>svg</c> element, fit for a file and for a page: black has become <c>currentColor</c>, the colour of the text around,
    /// and so is readable on a dark page too; several can be in one page, and shrink with it.
    /// </summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">In pixels; text keeps its size, so less is more readable where there is little room.</param>
    /// <param name="height">In pixels.</param>
    public static string Text(PlotModel plot, int width = Width, int height = Height)
    {
        MakeValid(plot);
        SvgExporter exporter = new() { Width = width, Height = height, IsDocument = false, TextMeasurer = new RoomyText() };
        string svg = exporter.ExportToString(plot);
        // Names in a page must be its only ones.
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..8];
        return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..]
            .Replace("<svg ", $"<svg role=\"img\" viewBox=\"0 0 {width} {height}\" ", StringComparison.Ordinal)
            .Replace("stroke:black", "stroke:currentColor", StringComparison.Ordinal)
            .Replace("fill:black", "fill:currentColor", StringComparison.Ordinal)
            .Replace("fill=\"black\"", "fill=\"currentColor\"", StringComparison.Ordinal)
            .Replace("id=\"clipPath", $"id=\"clip-{name}-", StringComparison.Ordinal)
            .Replace("url(#clipPath", $"url(#clip-{name}-", StringComparison.Ordinal);
    }

    // Names and times come from data.
    private static void MakeValid(PlotModel plot)
    {
        plot.Title = XmlText.Of(plot.Title);
        foreach (Axis axis in plot.Axes)
        {
            axis.Title = axis.Title is null ? null : XmlText.Of(axis.Title);
            axis.LabelFormatter = axis.LabelFormatter is { } format ? value => XmlText.Of(format(value)) : null;
        }
        foreach (Series series in plot.Series)
            series.Title = series.Title is null ? null : XmlText.Of(series.Title);
    }
}
