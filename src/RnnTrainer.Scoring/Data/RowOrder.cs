namespace RnnTrainer.Data;

/// <summary>
/// The rows that one cursor of a set visits, in its order. The places 0 .. rows - 1 are cut into batches of equal
/// length, and cursor c of n takes the batches c, c + n, c + 2n, ...; so batch numbers rise within a cursor, no two
/// cursors share one, and drawing always from the cursor with the smallest gives the order of a single cursor.
/// </summary>
/// <param name="rows">Rows of the file.</param>
/// <param name="permutation">The row at each place, or null for the order of the file.</param>
/// <param name="batchRows">Places in a batch.</param>
/// <param name="cursor">This cursor's number, from 0.</param>
/// <param name="cursors">Cursors in the set.</param>
internal sealed class RowOrder(long rows, int[]? permutation, int batchRows, int cursor, int cursors)
{
    private long place = -1;

    /// <summary>Whether the rows come in the order of the file.</summary>
    public bool IsFileOrder => permutation is null;

    /// <summary>The row at the current place.</summary>
    public long Row => permutation is null ? place : permutation[place];

    /// <summary>The batch that holds the current place.</summary>
    public long Batch => place / batchRows;

    public bool MoveNext()
    {
        place = place < 0 ? (long)cursor * batchRows : place + 1;
        if (place > (long)cursor * batchRows && place % batchRows == 0)
            place += (cursors - 1L) * batchRows;
        return place < rows;
    }
}
