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

    // Colors by Okabe and Ito (2008), which the color-blind tell apart, without the black and the pale yellow.
    public static readonly IReadOnlyList<string> Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    private static readonly OxyColor Faint = OxyColor.FromArgb(40, 128, 128, 128);

    /// <summary>An empty plot, to be filled: transparent, and black where it should take the page's color.</summary>
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
            PlotAreaBorderColor = OxyColors.Transparent,
        };
        across.Position = AxisPosition.Bottom;
        up.Position = AxisPosition.Left;
        foreach (Axis axis in (Axis[])[across, up])
        {
            axis.AxisTitleDistance = 10;
            axis.TickStyle = TickStyle.None;
            axis.AxisTickToLabelDistance = 6;
            axis.MajorGridlineStyle = LineStyle.Solid;
            axis.MajorGridlineColor = Faint;
            plot.Axes.Add(axis);
        }
        across.AxislineStyle = LineStyle.Solid;
        across.AxislineColor = OxyColor.FromArgb(140, 128, 128, 128);
        across.MajorGridlineStyle = LineStyle.None;
        plot.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        return plot;
    }

    /// <summary>An empty plot with its legend above it, for where there is little room.</summary>
    /// <param name="title">The title; empty: none.</param>
    /// <param name="across">The axis at the bottom.</param>
    /// <param name="up">The axis on the left.</param>
    public static PlotModel CreateSmall(string title, Axis across, Axis up)
    {
        PlotModel plot = Create(title, across, up);
        plot.Legends[0].LegendPosition = LegendPosition.TopCenter;
        plot.Legends[0].LegendOrientation = LegendOrientation.Horizontal;
        return plot;
    }

    /// <summary>A dashed line to compare others with.</summary>
    public static LineSeries Guide(IEnumerable<DataPoint> points)
    {
        LineSeries line = new() { Color = OxyColor.FromArgb(160, 128, 128, 128), LineStyle = LineStyle.Dash, StrokeThickness = 1.5 };
        line.Points.AddRange(points);
        return line;
    }

    /// <summary>A file of its own around <c>svg</c> elements, whose text is dark, or light where the reader prefers that.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="content">The elements.</param>
    public static string File(int width, int height, string content) => $$"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}" viewBox="0 0 {{width}} {{height}}">
        <style>:root { color: #1b1f24 } @media (prefers-color-scheme: dark) { :root { color: #e6eaee } }</style>
        {{content}}</svg>

        """;

    /// <summary>
    /// The <c>svg</c> element, fit for a file and for a page: black has become <c>currentColor</c>, the color of the text around,
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
