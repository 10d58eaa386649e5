namespace RnnTrainer.Ranks;

/// <summary>
/// A binary tree over items in a row, such as the parts of a batch or the shards of the data, and which of them each rank owns. The
/// node over the items lo to hi - 1 has two halves: those before and those from lo + ⌈(hi - lo)/2⌉ on.
/// </summary>
internal static class ShareTree
{
    /// <summary>The first item of the second half of the node over the items lo to hi - 1.</summary>
    public static int Split(int lo, int hi) => lo + (hi - lo + 1) / 2;

    /// <summary>Whether each rank owns exactly one node: all those of one depth, where there are 2ᵏ ranks and enough items.</summary>
    public static bool IsOneNodeEach(int count, int size) => int.IsPow2(size) && count >= size;

    /// <summary>The first item that a rank owns; of the rank after the last, the number of items.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="rank">The rank, which owns those up to the first of the next rank. Rank 0 owns the first item.</param>
    /// <param name="size">The number of ranks; some own nothing where they are more than the items.</param>
    public static int First(int count, int rank, int size)
    {
        if (rank == size)
            return count;
        if (!IsOneNodeEach(count, size))
            return (int)(((long)count * rank + size - 1) / size);
        (int lo, int hi) = (0, count);
        for (int half = size / 2; half > 0; half /= 2)
        {
            int split = Split(lo, hi);
            (lo, hi) = (rank & half) == 0 ? (lo, split) : (split, hi);
        }
        return lo;
    }

    /// <summary>The rank that owns an item.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="item">The item, from 0.</param>
    /// <param name="size">The number of ranks.</param>
    public static int Owner(int count, int item, int size)
    {
        if (!IsOneNodeEach(count, size))
            return (int)((long)item * size / count);
        (int lo, int hi, int rank) = (0, count, 0);
        for (int half = size / 2; half > 0; half /= 2)
        {
            int split = Split(lo, hi);
            (lo, hi, rank) = item < split ? (lo, split, rank) : (split, hi, rank + half);
        }
        return rank;
    }
}
