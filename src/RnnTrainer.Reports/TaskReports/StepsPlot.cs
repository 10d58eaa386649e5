using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RnnTrainer.Plots;

namespace RnnTrainer.TaskReports;

/// <summary>What a network would say if a sequence ended at each of its steps, above the weights that attention gives the steps.</summary>
internal static class StepsPlot
{
    /// <summary>Points of a line, and bars, so that the page stays small; of more steps every second, third and so on is shown.</summary>
    private const int MostPoints = 160;

    /// <summary>Up to here each step is named below the plot.</summary>
    private const int MostNames = 24;

    /// <summary>Letters of a name.</summary>
    private const int MostLetters = 14;

    /// <summary>The <c>svg</c> element.</summary>
    /// <param name="what">What the lines show.</param>
    /// <param name="lines">The name of each line, and its value after each step.</param>
    /// <param name="actual">The number to be reached; null where lines are probabilities.</param>
    /// <param name="weights">The weight that attention gives each step; empty where the network has none.</param>
    /// <param name="blockSteps">Time steps of a step of the network.</param>
    /// <param name="names">What the steps are, such as words; empty: they are numbered.</param>
    public static string Svg(string what, IReadOnlyList<(string Name, double[] Values)> lines, double? actual, float[] weights,
        int blockSteps, IReadOnlyList<string> names)
    {
        int steps = lines[0].Values.Length, every = (steps + MostPoints - 1) / MostPoints;
        LinearAxis up = new() { MinimumPadding = 0.05, MaximumPadding = 0.08, Title = what };
        if (actual is null)
            (up.Minimum, up.Maximum) = (0, 1.02);
        PlotModel plot = SvgPlot.CreateSmall("", Across(steps, blockSteps, names), up);
        if (actual is { } number)
        {
            LineSeries guide = SvgPlot.Guide([new(0.5 * blockSteps, number), new((steps + 0.5) * blockSteps, number)]);
            guide.Title = "actual";
            plot.Series.Add(guide);
        }
        foreach ((string name, double[] values) in lines)
            plot.Series.Add(Line(Short(name), values, blockSteps, every));
        if (weights.Length > 0)
            AddWeights(plot, up, weights, blockSteps, every);
        return SvgPlot.Text(plot, PlotSize.Width, PlotSize.Height);
    }

    private static LinearAxis Across(int steps, int blockSteps, IReadOnlyList<string> names)
    {
        LinearAxis across = new()
        {
            Title = "time steps read",
            Minimum = 0.5 * blockSteps,
            Maximum = (steps + 0.5) * blockSteps,
            MinimumMajorStep = blockSteps,
        };
        if (names.Count is > 0 and <= MostNames && blockSteps == 1)
        {
            across.Title = "words read";
            across.MajorStep = 1;
            across.Angle = -50;
            across.LabelFormatter = place => place >= 1 && place <= names.Count ? Short(names[(int)place - 1]) : "";
        }
        return across;
    }

    private static LineSeries Line(string name, double[] values, int blockSteps, int every)
    {
        LineSeries line = new()
        {
            Title = name,
            StrokeThickness = 2,
            MarkerType = values.Length == 1 ? MarkerType.Circle : MarkerType.None,
        };
        for (int step = 0; step < values.Length; step += every)
        {
            int last = Math.Min(step + every, values.Length) - 1;
            line.Points.Add(new((last + 1) * blockSteps, values[last]));
        }
        return line;
    }

    // Below the lines, over the same steps; of several steps in a bar, their sum.
    private static void AddWeights(PlotModel plot, LinearAxis up, float[] weights, int blockSteps, int every)
    {
        const string key = "attention";
        up.StartPosition = 0.36;
        plot.Axes.Add(new LinearAxis
        {
            Key = key,
            Title = key,
            Position = AxisPosition.Left,
            EndPosition = 0.26,
            Minimum = 0,
            MaximumPadding = 0.08,
            AxisTitleDistance = 10,
            TickStyle = TickStyle.None,
            AxisTickToLabelDistance = 6,
            IntervalLength = 30,
        });
        RectangleBarSeries bars = new()
        {
            YAxisKey = key,
            FillColor = OxyColor.FromAColor(190, plot.DefaultColors[2]),
            StrokeThickness = 0,
        };
        for (int step = 0; step < weights.Length; step += every)
        {
            int end = Math.Min(step + every, weights.Length);
            bars.Items.Add(new((step + 0.6) * blockSteps, 0, (end + 0.4) * blockSteps, weights.AsSpan(step..end).ToArray().Sum()));
        }
        plot.Series.Add(bars);
    }

    // By what a reader takes for letters, none of which is cut.
    private static string Short(string name)
    {
        StringInfo letters = new(name);
        return letters.LengthInTextElements <= MostLetters ? name : $"{letters.SubstringByTextElements(0, MostLetters - 1)}…";
    }
}
