using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>The forecast after the last row of each series that has a value, one row for each series and step ahead.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="scorer">Forecasts.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class HorizonView(IDataView source, HorizonSchema schema, ForecastScorer scorer, Action checkCanceled) : IDataView
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
            return new HorizonCursor(rows, schema, active, scorer, checkCanceled);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
