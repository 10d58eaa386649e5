using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>
/// Which row each row of series takes its values from. What changes with time is moved in a circle, by a number of steps drawn for each
/// series, so that it keeps its course but no longer matches the values; what is a series' own comes from the next series in a random
/// order.
/// </summary>
internal sealed class SeriesDonors
{
    private readonly List<List<int>> series = [];

    /// <param name="data">Rows of series.</param>
    /// <param name="column">The column that identifies the series; null: all rows are one series.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public SeriesDonors(IDataView data, DataViewSchema.Column? column, CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(column is { } read ? [read] : []);
        GroupReader groups = GroupReader.Of(cursor, column, role: "series");
        for (; cursor.MoveNext(); Rows++)
        {
            cancellation.ThrowIfCancellationRequested();
            int number = groups.Read();
            if (number == series.Count)
                series.Add([]);
            series[number].Add(Rows);
        }
    }

    public int Rows { get; private set; }

    /// <summary>For each row, the one that it takes values that change with time from.</summary>
    public int[] Moved(RandomStream random)
    {
        int[] donors = new int[Rows];
        foreach (List<int> rows in series)
        {
            int by = rows.Count > 1 ? 1 + random.NextBelow(rows.Count - 1) : 0;
            for (int step = 0; step < rows.Count; step++)
                donors[rows[step]] = rows[(int)(((long)step + by) % rows.Count)];
        }
        return donors;
    }

    /// <summary>For each row, the one that it takes its series' own values from.</summary>
    public int[] Exchanged(RandomStream random)
    {
        int[] donors = new int[Rows], order = [.. Enumerable.Range(0, series.Count)];
        random.Shuffle(order);
        for (int place = 0; place < order.Length; place++)
        {
            int donor = series[order[(place + 1) % order.Length]][0];
            foreach (int row in series[order[place]])
                donors[row] = donor;
        }
        return donors;
    }
}
