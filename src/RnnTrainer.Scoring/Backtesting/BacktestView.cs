using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Forecasting;

namespace RnnTrainer.Backtesting;

/// <summary>Forecasts made at past origins, with the actual values: one row for each series, origin and step.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="schema">The columns.</param>
/// <param name="plan">After which rows forecasts are made.</param>
/// <param name="scorer">Forecasts.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class BacktestView(
    IDataView source, BacktestSchema schema, BacktestPlan plan, ForecastScorer scorer, Action checkCanceled)
    : OrderedView(source)
{
    public override DataViewSchema Schema => schema.Schema;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) => schema.Columns.All;

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new BacktestCursor(rows, schema, active, plan, scorer, checkCanceled);
}
