using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>One pass over the rows of a <see cref="FileView"/>. Its files close at its end, or when it is disposed.</summary>
/// <param name="view">The view.</param>
/// <param name="active">For each column whether it is read.</param>
/// <param name="order">The rows to visit.</param>
internal abstract class FileCursor(FileView view, bool[] active, RowOrder order) : DataViewRowCursor
{
    private long position = -1;
    private bool isDone;

    public override DataViewSchema Schema => view.Schema;

    public override long Position => position;

    public override long Batch => position < 0 ? 0 : order.Batch;

    /// <summary>The number, from 0, of the row in the file.</summary>
    protected long Row => order.Row;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override bool MoveNext()
    {
        if (isDone)
            return false;
        bool moved = false;
        try
        {
            if (order.MoveNext())
            {
                Read(order.Row);
                moved = true;
            }
        }
        finally
        {
            if (!moved)
                Dispose();
        }
        position = moved ? position + 1 : -1;
        return moved;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => GetId;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentException(
                $"Column '{column.Name}' is not active in this cursor. Name it in the columns given to GetRowCursor.", nameof(column));
        }
        Delegate getter = Getter(column.Index);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"A getter of {typeof(TValue)} was asked for, but column '{column.Name}' is of type {Schema[column.Index].Type}: "
            + $"ask for a getter of {getter.GetType().GetGenericArguments()[0]}.");
    }

    /// <summary>Reads a row's part of each file that is open.</summary>
    protected abstract void Read(long row);

    /// <summary>The <see cref="ValueGetter{TValue}"/> of an active column.</summary>
    protected abstract Delegate Getter(int column);

    protected abstract void CloseFiles();

    /// <summary>Refuses to give a value before the first row or after the last.</summary>
    protected void CheckOnRow()
    {
        if (position < 0)
        {
            throw new InvalidOperationException(
                "The cursor is not on a row: values can be read after MoveNext returned true, until it returns false.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isDone = true;
            position = -1;
            CloseFiles();
        }
        base.Dispose(disposing);
    }

    private void GetId(ref DataViewRowId value)
    {
        CheckOnRow();
        value = new DataViewRowId((ulong)order.Row, 0);
    }
}
