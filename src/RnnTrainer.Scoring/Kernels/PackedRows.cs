namespace RnnTrainer.Kernels;

/// <summary>
/// Sequences of any length without padding: sorted from the longest to the shortest, so that the rows that take part in a
/// time step are the first ones. Slab t holds the rows that took part in step t-1 (slab 0: all), one behind the other: the
/// input of step t for the first of them, the last state for those that have ended.
/// </summary>
internal sealed class PackedRows
{
    private int[] active = [];  // of each step
    private int[] starts = [];  // of each slab, 0 .. steps
    private int[] ranks = [];   // of each row
    private int[] lengths = []; // by rank
    private int equalLength;

    /// <summary>The number of sequences.</summary>
    public int Rows { get; private set; }

    /// <summary>Steps of the longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>Rows of all slabs together.</summary>
    public int Total => starts[Steps] + RowsOfSlab(Steps);

    /// <summary>Steps of all sequences together.</summary>
    public int TotalSteps => Total - Rows;

    /// <summary>The place of a row among the sorted ones.</summary>
    public int Rank(int row) => ranks[row];

    /// <summary>Steps of the sequence at a place among the sorted ones.</summary>
    public int Length(int rank) => lengths[rank];

    /// <summary>How many of the sorted rows take part in a step.</summary>
    public int Active(int step) => active[step];

    /// <summary>Rows before a slab.</summary>
    public int Start(int slab) => starts[slab];

    /// <summary>The place of a row (by rank) in a step that it takes part in, among all steps of all sequences.</summary>
    public int StepPlace(int step, int rank) => starts[step + 1] - Rows + rank;

    public int RowsOfSlab(int slab) => slab == 0 ? Rows : active[slab - 1];

    /// <summary>Arranges other sequences.</summary>
    /// <param name="rowLengths">Steps of each row, at least 1.</param>
    /// <returns>Whether the arrangement is another one than before.</returns>
    public bool Arrange(ReadOnlySpan<int> rowLengths)
    {
        int equal = rowLengths.ContainsAnyExcept(rowLengths[0]) ? 0 : rowLengths[0];
        if (equal > 0 && equal == equalLength && Rows == rowLengths.Length)
            return false;
        equalLength = equal;
        Rows = rowLengths.Length;
        if (lengths.Length < Rows)
            (lengths, ranks) = (new int[Rows], new int[Rows]);

        // By falling length; rows of equal length stay in order, so that the arrangement depends on the lengths alone.
        Span<int> order = Rows <= 256 ? stackalloc int[Rows] : new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            lengths[row] = -rowLengths[row];
            order[row] = row;
        }
        if (equal == 0)
            StableSort(lengths.AsSpan(0, Rows), order);
        for (int rank = 0; rank < Rows; rank++)
        {
            lengths[rank] = -lengths[rank];
            ranks[order[rank]] = rank;
        }

        Steps = lengths[0];
        if (active.Length < Steps)
            (active, starts) = (new int[Steps], new int[Steps + 1]);
        int live = Rows;
        for (int step = 0; step < Steps; step++)
        {
            while (lengths[live - 1] <= step)
                live--;
            active[step] = live;
            starts[step + 1] = starts[step] + RowsOfSlab(step);
        }
        return true;
    }

    private static void StableSort(Span<int> keys, Span<int> items)
    {
        // Insertion: the rows of a part are few, and near their order where batches are made of similar lengths.
        for (int i = 1; i < keys.Length; i++)
        {
            (int key, int item) = (keys[i], items[i]);
            int j = i;
            for (; j > 0 && keys[j - 1] > key; j--)
                (keys[j], items[j]) = (keys[j - 1], items[j - 1]);
            (keys[j], items[j]) = (key, item);
        }
    }
}
