namespace RnnTrainer.Tests.Idx;

/// <summary>One row as a cursor gave it; columns that were not active are empty.</summary>
internal sealed record IdxRow(DataViewRowId Id, long Batch, string Pixels, uint? Label)
{
    /// <summary>The rows that a cursor has left, each checked for the position it should have.</summary>
    public static List<IdxRow> ReadAll(DataViewRowCursor cursor)
    {
        var rows = new List<IdxRow>();
        using (cursor)
        {
            Func<IdxRow> read = Reader(cursor);
            while (cursor.MoveNext())
            {
                Assert.AreEqual(rows.Count, cursor.Position);
                rows.Add(read());
            }
            Assert.AreEqual(-1, cursor.Position);
            Assert.IsFalse(cursor.MoveNext());
        }
        return rows;
    }

    /// <summary>The rows of one pass over a view with all its columns.</summary>
    public static List<IdxRow> ReadAll(IDataView view, Random? rand = null) => ReadAll(view.GetRowCursor(view.Schema, rand));

    /// <summary>A function that reads the row a cursor is on.</summary>
    public static Func<IdxRow> Reader(DataViewRowCursor cursor)
    {
        DataViewSchema.Column? label = cursor.Schema.GetColumnOrNull("Label");
        bool hasPixels = cursor.IsColumnActive(cursor.Schema["Pixels"]);
        bool hasLabel = label is not null && cursor.IsColumnActive(label.Value);
        bool isKey = label?.Type is KeyDataViewType;
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        ValueGetter<VBuffer<byte>>? getPixels = hasPixels ? cursor.GetGetter<VBuffer<byte>>(cursor.Schema["Pixels"]) : null;
        ValueGetter<byte>? getByte = hasLabel && !isKey ? cursor.GetGetter<byte>(label!.Value) : null;
        ValueGetter<uint>? getKey = hasLabel && isKey ? cursor.GetGetter<uint>(label!.Value) : null;
        VBuffer<byte> pixels = default;

        return () =>
        {
            DataViewRowId id = default;
            getId(ref id);
            getPixels?.Invoke(ref pixels);
            uint? value = null;
            if (getByte is not null)
            {
                byte read = 0;
                getByte(ref read);
                value = read;
            }
            if (getKey is not null)
            {
                uint read = 0;
                getKey(ref read);
                value = read;
            }
            return new IdxRow(id, cursor.Batch, hasPixels ? Convert.ToHexString(pixels.DenseValues().ToArray()) : "", value);
        };
    }
}
