using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>Rows of series with the forecast made after each. Each cursor begins with empty series.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="scorer">Forecasts.</param>
internal sealed class ForecastedView(IDataView source, ForecastedSchema schema, ForecastScorer scorer) : OrderedView(source)
{
    public override DataViewSchema Schema => schema.Schema;

    public override long? GetRowCount() => Source.GetRowCount();

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) => schema.Sources(active);

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new ForecastedCursor(rows, schema, active, scorer, RowsOfSeries);

    // Where rows wait for those that follow them in their series, those whose followers never come must not hold up the others.
    private long[]? RowsOfSeries()
    {
        if (scorer.Spec.RowsAhead == 0 || schema.Columns.Series is not { } series)
            return null;
        List<long> counts = [];
        using DataViewRowCursor rows = Source.GetRowCursor([series]);
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
