using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Idx;

/// <summary>One pass over the rows of an <see cref="IdxDataView"/>. Its files close at its end, or when it is disposed.</summary>
internal sealed class IdxCursor : DataViewRowCursor
{
    private readonly IdxDataView view;
    private readonly bool[] active;
    private readonly IdxRowOrder order;
    private readonly IdxRows? images;
    private readonly IdxRows? labels;
    private long position = -1;
    private bool isDone;

    public IdxCursor(IdxDataView view, bool[] active, IdxRowOrder order)
    {
        this.view = view;
        this.active = active;
        this.order = order;
        try
        {
            if (active[0])
                images = IdxRows.Open(view.Images, order.IsFileOrder);
            if (view.Labels is not null && active[1])
                labels = IdxRows.Open(view.Labels, order.IsFileOrder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override DataViewSchema Schema => view.Schema;

    public override long Position => position;

    public override long Batch => position < 0 ? 0 : order.Batch;

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
                images?.Read(order.Row);
                labels?.Read(order.Row);
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
        Delegate getter = column.Index == 0 ? view.Images.Header.Element.VectorGetter(() => RowOf(images!), view.Transposition)
            : view.LabelClasses is not int classes ? view.Labels!.Header.Element.ScalarGetter(() => RowOf(labels!))
            : view.Labels!.Header.Element.KeyGetter(() => RowOf(labels!), classes, NotAClass);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"A getter of {typeof(TValue)} was asked for, but column '{column.Name}' is of type {Schema[column.Index].Type}: "
            + $"ask for a getter of {getter.GetType().GetGenericArguments()[0]}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isDone = true;
            position = -1;
            images?.Dispose();
            labels?.Dispose();
        }
        base.Dispose(disposing);
    }

    private void GetId(ref DataViewRowId value)
    {
        CheckOnRow();
        value = new DataViewRowId((ulong)order.Row, 0);
    }

    private ReadOnlySpan<byte> RowOf(IdxRows rows)
    {
        CheckOnRow();
        return rows.Row;
    }

    private InvalidDataException NotAClass(string found) => labels!.Error(order.Row, found, $"0 to {view.LabelClasses - 1}",
        "Raise labelClasses, or load the labels as numbers by leaving it out.");

    private void CheckOnRow()
    {
        if (position < 0)
        {
            throw new InvalidOperationException(
                "The cursor is not on a row: values can be read after MoveNext returned true, until it returns false.");
        }
    }
}
