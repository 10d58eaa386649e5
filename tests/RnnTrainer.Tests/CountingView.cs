namespace RnnTrainer.Tests;

/// <summary>A data view that counts how it is read, and fails where it is told to.</summary>
internal sealed class CountingView(IDataView source) : IDataView
{
    public int Cursors { get; private set; }

    public int Disposed { get; private set; }

    public int RowsRead { get; private set; }

    /// <summary>The row, from 0, that cannot be reached.</summary>
    public int? FailsAtRow { get; init; }

    public List<string> ColumnsAsked { get; } = [];

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursors++;
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        ColumnsAsked.AddRange(columns.Select(column => column.Name));
        return new Cursor(this, source.GetRowCursor(columns, rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CountingView view, DataViewRowCursor source) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override bool MoveNext()
        {
            if (view.FailsAtRow is { } row && source.Position + 1 == row)
                throw new IOException($"row {row}");
            bool moved = source.MoveNext();
            view.RowsRead += moved ? 1 : 0;
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                view.Disposed++;
                source.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
