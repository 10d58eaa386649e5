namespace RnnTrainer.Engines;

/// <summary>
/// How the rows of a batch are split into parts, and in what order the parts' sums are added: along a binary tree, whose node
/// over the parts lo to hi - 1 adds up those before and those from lo + ⌈(hi - lo)/2⌉ on. Both follow from the number of rows
/// alone, so that the total has the same bits on any number of threads. A node is a share that one machine of 2ᵏ could take.
/// </summary>
internal static class PartTree
{
    /// <summary>The most rows of a part: their tiles have 5 or 6 rows, and what a part needs stays near its core.</summary>
    public const int MaxRows = 25;

    /// <summary>Parts of a batch: one, or an even number of them, so that two cores get equal halves.</summary>
    public static int Count(int rows)
    {
        int count = (rows + (MaxRows - 1)) / MaxRows;
        return count == 1 ? 1 : (count + 1) / 2 * 2;
    }

    /// <summary>Number of a part's first row; of the part after the last, the number of rows.</summary>
    public static int FirstRow(int part, int rows) => (int)((long)rows * part / Count(rows));

    /// <summary>The first part of the second of the two nodes that make up the node over the parts lo to hi - 1.</summary>
    public static int Split(int lo, int hi) => lo + (hi - lo + 1) / 2;
}
