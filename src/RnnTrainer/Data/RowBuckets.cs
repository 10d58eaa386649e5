namespace RnnTrainer.Data;

/// <summary>Rows of like length together, so that batches have little padding.</summary>
internal static class RowBuckets
{
    // Batches' worth of rows that are sorted together. More leave less padding, and mix lengths less.
    private const int WindowBatches = 32;

    /// <summary>Sorts rows by length, those of some batches together.</summary>
    /// <param name="source">Tells lengths.</param>
    /// <param name="rows">The rows; those of one length stay in their order.</param>
    /// <param name="keys">Room for as many keys.</param>
    /// <param name="cuts">Which rows make a batch.</param>
    /// <param name="first">The first batch whose rows are sorted.</param>
    /// <param name="end">The one after the last.</param>
    public static void Sort(SequenceSource source, int[] rows, long[] keys, BatchCuts cuts, int first, int end)
    {
        for (int i = cuts.First(first); i < cuts.First(end); i++)
            keys[i] = ((long)source.TimeSteps(rows[i]) << 32) | (uint)i;
        for (int batch = first; batch < end; batch += WindowBatches)
        {
            int start = cuts.First(batch), stop = cuts.First(Math.Min(batch + WindowBatches, end));
            Array.Sort(keys, rows, start, stop - start);
        }
    }
}
