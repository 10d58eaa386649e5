using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>In which order an epoch visits blocks, and how they share pools.</summary>
/// <param name="Pools">What is in the pools, one after another.</param>
/// <param name="Random">Goes on where drawing the order ended; null: nothing was drawn.</param>
internal sealed record PoolOrder(PoolContent[] Pools, RandomStream? Random)
{
    /// <param name="visited">Numbers of the blocks to visit; put into the order in which they are.</param>
    /// <param name="table">All blocks.</param>
    /// <param name="poolSize">Bytes of a pool, twice those of the largest block or more.</param>
    /// <param name="random">What draws the order; null: as given.</param>
    public static PoolOrder Of(int[] visited, IReadOnlyList<SpillBlock> table, long poolSize, RandomStream? random)
    {
        random?.Shuffle(visited);
        long total = visited.Sum(block => (long)table[block].Size), largest = visited.Max(block => table[block].Size);
        // Pools of about the same size: none is so small that it mixes little.
        long least = poolSize - largest, count = (total + least - 1) / least, share = (total + count - 1) / count;
        List<PoolContent> pools = [];
        long size = 0;
        int first = 0;
        for (int i = 0; i < visited.Length; i++)
        {
            size += table[visited[i]].Size;
            if (size >= share || i == visited.Length - 1)
            {
                pools.Add(new PoolContent(visited[first..(i + 1)]));
                first = i + 1;
                size = 0;
            }
        }
        return new PoolOrder([.. pools], random);
    }
}
