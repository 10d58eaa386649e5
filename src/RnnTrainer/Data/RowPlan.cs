namespace RnnTrainer.Data;

/// <summary>
/// Every row once an epoch, in file order or shuffled. Where lengths differ, shuffled rows are bucketed: those of some batches together
/// are sorted by length and cut into batches, which then come in random order, so that a batch has sequences of like length and little
/// padding, yet other companions for a row in each epoch.
/// </summary>
/// <remarks>
/// An epoch's plan follows from the source's lengths, the batch size, the state of the random stream when the plan is made, and
/// the epoch's number.
/// </remarks>
internal sealed class RowPlan : BatchPlan
{
    // Batches' worth of rows that are sorted together. More leave less padding, and mix lengths less.
    private const int WindowBatches = 32;

    private readonly SequenceSource source;
    private readonly int batchSize;
    private readonly RandomStream? random;
    private readonly int[] rows;    // in the order of the last shuffle: each epoch shuffles what the one before it left
    private readonly int[] order;   // batch after batch, before these are shuffled; the same array unless bucketed
    private readonly int[] batches; // which piece of the order comes as which batch
    private readonly long[] keys;

    /// <param name="source">Where the rows are.</param>
    /// <param name="given">Numbers of the rows to visit.</param>
    /// <param name="batchSize">Rows of a batch; one batch of an epoch may have fewer.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    /// <param name="random">Where shuffling takes its numbers from; the plan's alone.</param>
    public RowPlan(SequenceSource source, IReadOnlyList<int> given, int batchSize, bool shuffle, RandomStream random)
    {
        this.source = source;
        this.batchSize = Math.Min(batchSize, Math.Max(1, given.Count));
        this.random = shuffle ? random : null;
        BatchCount = (int)((given.Count + (this.batchSize - 1L)) / this.batchSize);
        IsBucketed = shuffle && !source.HasEqualLengths;
        rows = [.. given];
        order = IsBucketed ? new int[rows.Length] : rows;
        keys = IsBucketed ? new long[rows.Length] : [];
        batches = Numbers(BatchCount);
    }

    public override int BatchSize => batchSize;

    public override int BatchCount { get; }

    /// <summary>Whether batches are made of rows of like length.</summary>
    public bool IsBucketed { get; }

    public override ReadOnlyMemory<int> Rows(int batch)
    {
        int first = batches[batch] * batchSize;
        return order.AsMemory(first, Math.Min(batchSize, order.Length - first));
    }

    protected override void Draw()
    {
        random?.Shuffle(rows);
        if (!IsBucketed)
            return;
        for (int i = 0; i < batches.Length; i++)
            batches[i] = i;
        random!.Shuffle(batches);
    }

    // Sorts by length.
    protected override void Arrange()
    {
        if (!IsBucketed)
            return;
        rows.CopyTo(order, 0);
        for (int i = 0; i < order.Length; i++)
            keys[i] = ((long)source.TimeSteps(order[i]) << 32) | (uint)i; // rows of one length stay in shuffled order
        int window = (int)Math.Min((long)WindowBatches * batchSize, order.Length);
        for (int first = 0; first < order.Length; first += window)
            Array.Sort(keys, order, first, Math.Min(window, order.Length - first));
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];
}
