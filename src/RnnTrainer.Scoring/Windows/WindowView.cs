using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>Sliding windows over long series, whose rows stand in the order of time. Keeps the last rows of a series only.</summary>
/// <param name="source">The rows.</param>
/// <param name="columns">What windows are made of them.</param>
internal sealed class WindowView(IDataView source, WindowColumns columns) : IDataView
{
    public DataViewSchema Schema => columns.Schema;

    public bool CanShuffle => false;

    /// <summary>Known where there is one series of known length.</summary>
    public long? GetRowCount() => columns.Group is not null ? null : source.GetRowCount() is not { } rows ? null
        : rows < columns.Settings.Length ? 0 : (rows - columns.Settings.Length) / columns.Settings.Stride + 1;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        DataViewRowCursor cursor = source.GetRowCursor(columns.Sources(active));
        try
        {
            return new WindowCursor(columns, cursor, active);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    // The rows of one cursor: a window needs those before it.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
