namespace RnnTrainer.Data;

/// <summary>The plan of a shard whose store has numbers of its own for the rows.</summary>
/// <param name="shards">How rows are dealt out.</param>
/// <param name="shard">The shard.</param>
/// <param name="plan">The plan in the store's numbers.</param>
internal sealed class ShardRowPlan(RowShards shards, int shard, BatchPlan plan) : BatchPlan
{
    public override int BatchSize => plan.BatchSize;

    public override int BatchCount => plan.BatchCount;

    public override string? Description => plan.Description;

    public override string? Warning => plan.Warning;

    public override ReadOnlyMemory<int> Rows(int batch)
    {
        ReadOnlySpan<int> places = plan.Rows(batch).Span;
        int[] rows = new int[places.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = shards.RowAt(shard, places[i]);
        return rows;
    }

    protected override void Draw()
    {
        // The plan draws.
    }

    protected override void Arrange() => plan.BeginEpoch(Epoch);
}
