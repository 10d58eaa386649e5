namespace RnnTrainer.Data;

/// <summary>Where rows in an order are cut into batches: batch b has those from place <see cref="First"/>(b) on.</summary>
internal sealed class BatchCuts
{
    private readonly int[] firsts; // of each batch, and the number of rows

    private BatchCuts(int[] firsts)
    {
        this.firsts = firsts;
        for (int batch = 0; batch < Count; batch++)
            Largest = Math.Max(Largest, First(batch + 1) - First(batch));
    }

    /// <summary>Batches.</summary>
    public int Count => firsts.Length - 1;

    /// <summary>Rows of the largest batch.</summary>
    public int Largest { get; }

    /// <summary>The place of a batch's first row; of the batch after the last, the number of rows.</summary>
    public int First(int batch) => firsts[batch];

    /// <summary>Batches of one size, of which the last may be smaller.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    public static BatchCuts Even(int rows, int batchSize)
    {
        int count = (int)((rows + (batchSize - 1L)) / batchSize);
        int[] firsts = new int[count + 1];
        for (int batch = 0; batch <= count; batch++)
            firsts[batch] = (int)Math.Min((long)batch * batchSize, rows);
        return new BatchCuts(firsts);
    }

    /// <summary>
    /// Where the rows of several shards are cut, so that their pieces together make batches of one size, of which the last may be smaller.
    /// The rows of each shard are spread evenly over the batches: of shards of equal size, pieces differ by a row at most.
    /// </summary>
    /// <param name="shardRows">Rows of each shard.</param>
    /// <param name="batchSize">Rows of a batch of all shards.</param>
    /// <returns>Of each shard, as many batches.</returns>
    public static BatchCuts[] OfShards(int[] shardRows, int batchSize)
    {
        BatchCuts whole = Even(shardRows.Sum(), batchSize);
        int[][] firsts = [.. shardRows.Select(_ => new int[whole.Count + 1])];
        int[] dealt = new int[shardRows.Length];
        // Row j of a shard of m rows comes at the time (j + 1/2) / m.
        PriorityQueue<int, (double Time, int Shard)> next = new();
        for (int shard = 0; shard < shardRows.Length; shard++)
            Enqueue(shard);
        for (int batch = 0; batch < whole.Count; batch++)
        {
            for (int i = whole.First(batch); i < whole.First(batch + 1); i++)
            {
                int shard = next.Dequeue();
                dealt[shard]++;
                Enqueue(shard);
            }
            for (int shard = 0; shard < dealt.Length; shard++)
                firsts[shard][batch + 1] = dealt[shard];
        }
        return [.. firsts.Select(ofShard => new BatchCuts(ofShard))];

        void Enqueue(int shard)
        {
            if (dealt[shard] < shardRows[shard])
                next.Enqueue(shard, ((2.0 * dealt[shard] + 1) / shardRows[shard], shard));
        }
    }
}
