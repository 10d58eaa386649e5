using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>One pass over the rows of a <see cref="FileView"/>. Its files close at its end, or when it is disposed.</summary>
/// <param name="view">The view.</param>
/// <param name="active">For each column whether it is read.</param>
/// <param name="order">The rows to visit.</param>
internal abstract class FileCursor(FileView view, bool[] active, RowOrder order) : ViewCursor(view.Schema, active)
{
    public override long Batch => IsOnRow ? order.Batch : 0;

    /// <summary>The number, from 0, of the row in the file.</summary>
    protected long Row => order.Row;

    public override ValueGetter<DataViewRowId> GetIdGetter() => GetId;

    /// <summary>Reads a row's part of each file that is open.</summary>
    protected abstract void Read(long row);

    protected override bool ReadNext()
    {
        if (!order.MoveNext())
            return false;
        Read(order.Row);
        return true;
    }

    private void GetId(ref DataViewRowId value)
    {
        CheckOnRow();
        value = new DataViewRowId((ulong)order.Row, 0);
    }
}
