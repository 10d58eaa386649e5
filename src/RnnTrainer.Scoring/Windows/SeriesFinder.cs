using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>Finds the series that each row of a cursor belongs to.</summary>
/// <param name="columns">The columns of windows.</param>
/// <param name="source">The rows.</param>
internal sealed class SeriesFinder(WindowColumns columns, DataViewRow source)
{
    private readonly GroupReader? groups = columns.Group is { } group ? GroupReader.Of(source, source.Schema[group.Index]) : null;
    private readonly List<WindowSeries> open = [];
    private int last = -1; // number of the last row's series

    /// <summary>The series that more rows may come of, in the order in which they began.</summary>
    public IReadOnlyList<WindowSeries> Open => open;

    /// <summary>The series of the row that the cursor stands on.</summary>
    /// <exception cref="RnnRowException">It has ended: rows of another came in between.</exception>
    public WindowSeries Find()
    {
        int number = groups?.Read() ?? 0;
        if (columns.Settings.Options.Interleaved)
        {
            if (number == open.Count)
                open.Add(new WindowSeries(columns));
            return open[number];
        }
        if (number < last)
            throw Returned(columns.Group!.Value.Name);
        if (number > last)
        {
            open.Clear();
            open.Add(new WindowSeries(columns));
            last = number;
        }
        return open[0];
    }

    private RnnRowException Returned(string group) => new(source.Position + 1, group,
        $"group '{groups!.Text}' of column '{group}' comes again after others. Sort the rows by group and time, or set Interleaved.");
}
