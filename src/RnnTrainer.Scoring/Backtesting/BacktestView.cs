using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Forecasting;

namespace RnnTrainer.Backtesting;

/// <summary>Forecasts made after rows in the past, beside the values that came: one row for each series, origin and step.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="plan">After which rows forecasts are made.</param>
/// <param name="scorer">Forecasts.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class BacktestView(
    IDataView source, BacktestSchema schema, BacktestPlan plan, ForecastScorer scorer, Action checkCanceled) : IDataView
{
    public DataViewSchema Schema => schema.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        DataViewRowCursor rows = source.GetRowCursor(schema.Columns.All);
        try
        {
            return new BacktestCursor(rows, schema, active, plan, scorer, checkCanceled);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    // The rows of one cursor: a forecast needs those before it.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
