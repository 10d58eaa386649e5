using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>Rows of series with the forecast made after each. Each cursor begins with empty series.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="scorer">Forecasts.</param>
internal sealed class ForecastedView(IDataView source, ForecastedSchema schema, ForecastScorer scorer) : IDataView
{
    public DataViewSchema Schema => schema.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => source.GetRowCount();

    // In order, whatever the caller would like: a forecast needs the rows before it.
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        DataViewRowCursor rows = source.GetRowCursor(schema.Sources(active));
        try
        {
            return new ForecastedCursor(rows, schema, active, scorer, RowsOfSeries);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    // Where rows wait for those that follow them in their series, those that will wait in vain must not hold up the others.
    private long[]? RowsOfSeries()
    {
        if (scorer.Spec.RowsAhead == 0 || schema.Columns.Series is not { } series)
            return null;
        List<long> counts = [];
        using DataViewRowCursor rows = source.GetRowCursor([series]);
        GroupReader groups = GroupReader.Of(rows, rows.Schema[series.Index], role: "series");
        while (rows.MoveNext())
        {
            int number = groups.Read();
            if (number == counts.Count)
                counts.Add(0);
            counts[number]++;
        }
        return [.. counts];
    }
}
