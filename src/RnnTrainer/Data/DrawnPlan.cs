namespace RnnTrainer.Data;

/// <summary>
/// Batches of rows drawn from ranges, the ranges equally often, and any row of one as likely as another. A row may come again in an epoch.
/// </summary>
/// <param name="ranges">The rows.</param>
/// <param name="batchSize">Rows of a batch.</param>
/// <param name="batches">Batches of an epoch.</param>
/// <param name="random">What draws them; the plan's alone.</param>
internal sealed class DrawnPlan(RowRanges ranges, int batchSize, int batches, RandomStream random) : BatchPlan
{
    private readonly int[] rows = new int[checked(batchSize * batches)];

    public override int BatchSize => batchSize;

    public override int BatchCount => batches;

    public override ReadOnlyMemory<int> Rows(int batch) => rows.AsMemory(batch * batchSize, batchSize);

    protected override void Draw()
    {
        foreach (ref int row in rows.AsSpan())
            row = ranges.Draw(random);
    }
}
