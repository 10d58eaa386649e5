using RnnTrainer.Ranks;

namespace RnnTrainer.Engines;

/// <summary>
/// How the rows of a batch are split into parts, and in what order the parts' sums are added: along a binary tree, over the shards that
/// the rows come from first, then over the parts of each shard. Both follow from the shards' numbers of rows alone, so that the total
/// has the same bits on any number of threads and ranks. A rank's share is a run of parts: whole shards where there are several.
/// </summary>
internal sealed class PartTree
{
    /// <summary>The most rows of a part: their tiles have 5 or 6 rows, and what a part needs stays near its core.</summary>
    public const int MaxRows = 25;

    private int shards;
    private int[] firstRows = [], firstParts = []; // of each shard, and after the last

    /// <summary>Parts of the batch.</summary>
    public int Count => firstParts[shards];

    /// <summary>What ranks share: the shards where there are several, otherwise the parts.</summary>
    public int Items => shards > 1 ? shards : Count;

    /// <summary>Parts of a shard's rows: one, or an even number of them, so that two cores get equal halves.</summary>
    public static int CountOf(int rows)
    {
        int count = Math.Max(1, (int)(((long)rows + (MaxRows - 1)) / MaxRows));
        return count == 1 ? 1 : (count + 1) / 2 * 2;
    }

    /// <summary>Begins the tree of a batch.</summary>
    /// <param name="shardRows">Rows of each shard, in the batch's order. A shard without any has one part of none.</param>
    public void Begin(ReadOnlySpan<int> shardRows)
    {
        shards = shardRows.Length;
        if (firstRows.Length <= shards)
            (firstRows, firstParts) = (new int[shards + 1], new int[shards + 1]);
        for (int shard = 0; shard < shards; shard++)
        {
            firstRows[shard + 1] = firstRows[shard] + shardRows[shard];
            firstParts[shard + 1] = firstParts[shard] + CountOf(shardRows[shard]);
        }
    }

    /// <summary>A part's first row in the batch; of the part after the last, the number of rows.</summary>
    public int FirstRow(int part)
    {
        int shard = ShardOf(part), first = firstRows[shard];
        if (shard == shards)
            return first;
        int parts = firstParts[shard + 1] - firstParts[shard];
        return first + (int)((long)(firstRows[shard + 1] - first) * (part - firstParts[shard]) / parts);
    }

    /// <summary>The first part of the second half of the node over the parts lo to hi - 1.</summary>
    public int Split(int lo, int hi)
    {
        int first = ShardOf(lo), last = ShardOf(hi - 1);
        return first == last ? ShareTree.Split(lo, hi) : firstParts[ShareTree.Split(first, last + 1)];
    }

    /// <summary>The end of the largest node that begins with a part and does not go beyond another.</summary>
    /// <param name="lo">The part.</param>
    /// <param name="end">The part after the last that may belong to it.</param>
    public int NodeEnd(int lo, int end)
    {
        (int first, int hi) = (0, Count);
        while (first < lo || hi > end)
        {
            int split = Split(first, hi);
            (first, hi) = lo < split ? (first, split) : (split, hi);
        }
        return hi;
    }

    /// <summary>The first part that a rank owns; of the rank after the last, the number of parts.</summary>
    /// <param name="rank">The rank, which owns those up to the first of the next rank.</param>
    /// <param name="size">The number of ranks; some own nothing where they are more than the parts, or than the shards.</param>
    public int FirstOf(int rank, int size)
    {
        int item = ShareTree.First(Items, rank, size);
        return shards > 1 ? firstParts[item] : item;
    }

    /// <summary>The rank that owns a part.</summary>
    public int Owner(int part, int size) => ShareTree.Owner(Items, shards > 1 ? ShardOf(part) : part, size);

    // Of the part after the last: the number of shards.
    private int ShardOf(int part)
    {
        int place = firstParts.AsSpan(0, shards + 1).BinarySearch(part);
        return place < 0 ? ~place - 1 : place;
    }
}
