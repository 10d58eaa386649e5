using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>The groups of a long table, one a row, in the order of their first rows.</summary>
/// <param name="source">The table.</param>
/// <param name="columns">The columns of the sequences.</param>
/// <param name="options">How rows become sequences.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class GroupedView(IDataView source, GroupedSchema columns, SequenceGroupingOptions options, Action checkCanceled)
    : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => columns.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        DataViewRowCursor rows = source.GetRowCursor(columns.Needed(active));
        try
        {
            return new GroupedCursor(rows, columns, active, options, checkCanceled);
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
