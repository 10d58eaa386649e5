namespace RnnTrainer.Data;

/// <summary>
/// Batches that draw from all shards of the rows, shard after shard: each shard has a plan of its own, whose pieces are joined. So the
/// rows of a shard do not depend on who keeps it.
/// </summary>
/// <param name="plans">A plan of each shard, with as many batches.</param>
/// <param name="batchSize">Rows of the largest batch.</param>
internal sealed class ShardedPlan(IReadOnlyList<BatchPlan> plans, int batchSize) : BatchPlan
{
    public override int BatchSize => batchSize;

    public override int BatchCount => plans[0].BatchCount;

    /// <summary>The rows of the shards that a source has, each once an epoch.</summary>
    /// <param name="source">Where the rows are.</param>
    /// <param name="given">Numbers of the rows to visit.</param>
    /// <param name="batchSize">Rows of a batch; one batch of an epoch may have fewer.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    /// <param name="random">Where shuffling takes its numbers from; the plan's alone.</param>
    public static BatchPlan Of(SequenceSource source, IReadOnlyList<int> given, int batchSize, bool shuffle, RandomStream random)
    {
        bool isBucketed = shuffle && !source.HasEqualLengths;
        int size = Math.Min(batchSize, Math.Max(1, given.Count));
        if (source.Shards.Count == 1)
            return source.CreatePlan(0, new(given, BatchCuts.Even(given.Count, size), shuffle, random, random) { IsBucketed = isBucketed });
        IReadOnlyList<int>[] rows = source.Shards.Divide(given);
        BatchCuts[] cuts = BatchCuts.OfShards([.. rows.Select(ofShard => ofShard.Count)], size);
        ulong ofBatches = random.NextUInt64(); // in one order in all shards, so that sequences of like length meet
        return new ShardedPlan([.. rows.Select((ofShard, shard) => source.CreatePlan(shard, new(
            ofShard, cuts[shard], shuffle, new RandomStream(random.NextUInt64()), new RandomStream(ofBatches))
            {
                IsBucketed = isBucketed,
            }))], size);
    }

    // That of the first: shards are alike.
    public override string? Description => plans[0].Description;

    public override string? Warning => plans[0].Warning;

    public override ReadOnlyMemory<int> Rows(int batch)
    {
        int[] rows = new int[plans.Sum(plan => plan.Rows(batch).Length)];
        int next = 0;
        foreach (BatchPlan plan in plans)
        {
            plan.Rows(batch).CopyTo(rows.AsMemory(next));
            next += plan.Rows(batch).Length;
        }
        return rows;
    }

    public override int[] ShardRows(int batch) => [.. plans.Select(plan => plan.Rows(batch).Length)];

    protected override void Draw()
    {
        // The shards' plans draw, each from a stream of its own.
    }

    protected override void Arrange()
    {
        foreach (BatchPlan plan in plans)
            plan.BeginEpoch(Epoch);
    }
}
