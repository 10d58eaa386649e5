using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>
/// What every view alike does whose rows are made of another's in their order: it is read by one cursor from the first row to the last,
/// whatever the caller would like.
/// </summary>
/// <param name="source">The rows.</param>
internal abstract class OrderedView(IDataView source) : IDataView
{
    public abstract DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    protected IDataView Source => source;

    public virtual long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        DataViewRowCursor rows = source.GetRowCursor(Needed(active));
        try
        {
            return Open(rows, active);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The columns of the source that active columns are made of.</summary>
    protected abstract IEnumerable<DataViewSchema.Column> Needed(bool[] active);

    /// <summary>Opens a cursor.</summary>
    /// <param name="rows">Rows of the source, which the cursor closes.</param>
    /// <param name="active">For each column whether it is read.</param>
    protected abstract DataViewRowCursor Open(DataViewRowCursor rows, bool[] active);
}
