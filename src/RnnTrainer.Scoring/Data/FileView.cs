using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The rows of files as a data view. Values are not kept in memory: each cursor opens the files that its columns need.</summary>
internal abstract class FileView : IDataView
{
    /// <summary>Bytes read at once; more only where a row is longer.</summary>
    public const int BufferBytes = 1 << 16;

    public abstract DataViewSchema Schema { get; }

    public bool CanShuffle => CanReadAnywhere && Rows <= Array.MaxLength;

    protected abstract long Rows { get; }

    /// <summary>Bytes of a row, where rows differ on average.</summary>
    protected abstract long RowBytes { get; }

    /// <summary>Whether rows can be read in any order, and by several cursors of a set.</summary>
    protected abstract bool CanReadAnywhere { get; }

    /// <summary>Rows that fill one read.</summary>
    private int BatchRows => (int)Math.Max(1, BufferBytes / Math.Max(1, RowBytes));

    public long? GetRowCount() => Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        OpenSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        long batches = (Rows + BatchRows - 1) / BatchRows;
        return OpenSet(columnsNeeded, CanReadAnywhere ? (int)Math.Clamp(n, 1, batches) : 1, rand);
    }

    /// <summary>Opens a cursor.</summary>
    /// <param name="active">For each column whether it is read.</param>
    /// <param name="order">The rows to visit.</param>
    protected abstract DataViewRowCursor Open(bool[] active, RowOrder order);

    private DataViewRowCursor[] OpenSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int count, Random? rand)
    {
        bool[] active = ViewCursor.Active(Schema, columnsNeeded);
        int[]? permutation = rand is not null && CanShuffle ? Permutation((int)Rows, rand) : null;
        var cursors = new List<DataViewRowCursor>(count);
        try
        {
            for (int i = 0; i < count; i++)
                cursors.Add(Open(active, new RowOrder(Rows, permutation, BatchRows, i, count)));
            return [.. cursors];
        }
        catch
        {
            cursors.ForEach(cursor => cursor.Dispose());
            throw;
        }
    }

    private static int[] Permutation(int rows, Random rand)
    {
        int[] permutation = new int[rows];
        for (int i = 0; i < rows; i++)
            permutation[i] = i;
        rand.Shuffle(permutation);
        return permutation;
    }
}
