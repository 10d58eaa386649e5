using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Forecasting;
using RnnTrainer.Values;

namespace RnnTrainer.Backtesting;

/// <summary>The rows of a view but for some at the end of each series: what was known there at an origin in the past.</summary>
/// <param name="source">The rows, those of a series in the order of time.</param>
/// <param name="columns">The columns that forecasts are made from.</param>
/// <param name="missingValues">What is made of gaps.</param>
/// <param name="plan">The origins: rows from the first one on are left out, counted from the last one of each series with a value.</param>
/// <param name="horizon">Rows of a forecast.</param>
internal sealed class KnownRowsView(
    IDataView source, ForecastColumns columns, RnnMissingValues missingValues, BacktestPlan plan, int horizon)
    : OrderedView(source)
{
    public override DataViewSchema Schema => Source.Schema;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active)
    {
        IEnumerable<DataViewSchema.Column> read = Schema.Where(column => active[column.Index]);
        return columns.Series is { } series ? read.Append(series) : read;
    }

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new KnownRowsCursor(rows, columns.Series, active, KnownOfSeries());

    // A forecast is learned from a row and a horizon after it.
    private InvalidOperationException NothingKnown(long longest, long unknown) => new(
        $"The longest series has {CountText.Of(longest, "row")} with a value; to train before the first origin of a backtest takes "
        + $"{unknown + horizon + 1}. Give longer series, fewer origins or a smaller stride.");

    private long[] KnownOfSeries()
    {
        List<(long Rows, long WithValue)> series = [];
        using DataViewRowCursor cursor = Source.GetRowCursor(columns.All);
        ForecastRowReader reader = new(cursor, columns, missingValues);
        while (cursor.MoveNext())
        {
            int number = reader.Read();
            if (number == series.Count)
                series.Add(default);
            (long rows, long withValue) = series[number];
            series[number] = (rows + 1, reader.HasValue ? rows + 1 : withValue);
        }
        long longest = series.Select(one => one.WithValue).DefaultIfEmpty().Max(), unknown = plan.UnknownRows(horizon);
        if (longest > 0 && longest - unknown <= horizon)
            throw NothingKnown(longest, unknown);
        return [.. series.Select(one => one.WithValue - unknown)];
    }
}
