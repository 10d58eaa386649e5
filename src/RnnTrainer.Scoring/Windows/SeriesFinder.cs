using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>Finds the series that each row of a cursor belongs to.</summary>
/// <param name="columns">The columns of windows.</param>
/// <param name="source">The rows.</param>
internal sealed class SeriesFinder(WindowColumns columns, DataViewRow source)
{
    private readonly GroupReader groups =
        GroupReader.Of(source, columns.Group is { } group ? source.Schema[group.Index] : null);

    private readonly List<WindowSeries> open = [];
    private int last = -1; // number of the last row's series

    /// <summary>The series that more rows may come of, in the order in which they began.</summary>
    public IReadOnlyList<WindowSeries> Open => open;

    /// <summary>The series of the row that the cursor stands on.</summary>
    /// <exception cref="RnnRowException">It has ended: rows of another came in between.</exception>
    public WindowSeries Find()
    {
        int number = groups.Read();
        if (columns.Settings.AreInterleaved)
        {
            if (number == open.Count)
                open.Add(new WindowSeries(columns));
            return open[number];
        }
        if (number < last)
            throw groups.CameBack(WindowSettings.MakingInterleaved);
        if (number > last)
        {
            open.Clear();
            open.Add(new WindowSeries(columns));
            last = number;
        }
        return open[0];
    }
}
