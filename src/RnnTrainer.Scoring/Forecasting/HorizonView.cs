using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>The forecast after the last row of each series that has a value, one row for each series and step ahead.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="scorer">Forecasts.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class HorizonView(IDataView source, HorizonSchema schema, ForecastScorer scorer, Action checkCanceled)
    : OrderedView(source)
{
    public override DataViewSchema Schema => schema.Schema;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) => schema.Columns.All;

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new HorizonCursor(rows, schema, active, scorer, checkCanceled);
}
