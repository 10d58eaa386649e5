using RnnTrainer.Data;

namespace RnnTrainer.Idx;

/// <summary>One pass over the rows of an <see cref="IdxDataView"/>.</summary>
internal sealed class IdxCursor : FileCursor
{
    private readonly IdxDataView view;
    private readonly IdxRows? images;
    private readonly IdxRows? labels;

    public IdxCursor(IdxDataView view, bool[] active, RowOrder order) : base(view, active, order)
    {
        this.view = view;
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

    protected override void Read(long row)
    {
        images?.Read(row);
        labels?.Read(row);
    }

    protected override Delegate Getter(int column) =>
        column == 0 ? view.Images.Header.Element.VectorGetter(() => RowOf(images!), view.Transposition)
        : view.LabelClasses is not int classes ? view.Labels!.Header.Element.ScalarGetter(() => RowOf(labels!))
        : view.Labels!.Header.Element.KeyGetter(() => RowOf(labels!), classes, NotAClass);

    protected override void Close()
    {
        images?.Dispose();
        labels?.Dispose();
    }

    private ReadOnlySpan<byte> RowOf(IdxRows rows)
    {
        CheckOnRow();
        return rows.Row;
    }

    private InvalidDataException NotAClass(string found) => labels!.Error(Row, found, $"0 to {view.LabelClasses - 1}",
        "Raise labelClasses, or load the labels as numbers by leaving it out.");
}
