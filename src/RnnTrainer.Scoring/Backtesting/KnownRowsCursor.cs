using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Backtesting;

/// <summary>One pass over a <see cref="KnownRowsView"/>.</summary>
/// <param name="source">The source's cursor, with the series column active; disposed with this one.</param>
/// <param name="series">The column that identifies the series; null: all rows are one series.</param>
/// <param name="active">Which columns this cursor gives.</param>
/// <param name="known">How many of each series' rows come, in the order in which series first come.</param>
internal sealed class KnownRowsCursor(DataViewRowCursor source, DataViewSchema.Column? series, bool[] active, long[] known)
    : ViewCursor(source.Schema, active)
{
    private readonly GroupReader groups =
        GroupReader.Of(source, series is { } column ? source.Schema[column.Index] : null, role: "series");

    private readonly long[] read = new long[known.Length];

    public override long Batch => source.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    protected override bool ReadNext()
    {
        while (source.MoveNext())
        {
            int number = groups.Read();
            if (read[number]++ < known[number])
                return true;
        }
        return false;
    }

    protected override Delegate Getter(int column) => ColumnGetter.Of(source, source.Schema[column]);

    protected override void Close() => source.Dispose();
}
