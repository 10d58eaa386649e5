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
    private readonly SequenceSource source;
    private readonly BatchCuts cuts;
    private readonly RandomStream? random;
    private readonly RandomStream batchRandom;
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
        : this(source, new RowVisits(given, BatchCuts.Even(given.Count, batchSize), shuffle, random, random)
        {
            IsBucketed = shuffle && !source.HasEqualLengths,
        })
    {
    }

    /// <param name="source">Where the rows are.</param>
    /// <param name="visits">Which of them to visit.</param>
    public RowPlan(SequenceSource source, RowVisits visits)
    {
        this.source = source;
        cuts = visits.Cuts;
        random = visits.Shuffle ? visits.Random : null;
        batchRandom = visits.BatchRandom;
        IsBucketed = visits.IsBucketed;
        rows = [.. visits.Rows];
        order = IsBucketed ? new int[rows.Length] : rows;
        keys = IsBucketed ? new long[rows.Length] : [];
        batches = [.. Enumerable.Range(0, cuts.Count)];
    }

    public override int BatchSize => cuts.Largest;

    public override int BatchCount => cuts.Count;

    /// <summary>Whether batches are made of rows of like length.</summary>
    public bool IsBucketed { get; }

    public override ReadOnlyMemory<int> Rows(int batch)
    {
        int piece = batches[batch];
        return order.AsMemory(cuts.First(piece)..cuts.First(piece + 1));
    }

    protected override void Draw()
    {
        random?.Shuffle(rows);
        if (!IsBucketed)
            return;
        for (int i = 0; i < batches.Length; i++)
            batches[i] = i;
        batchRandom.Shuffle(batches);
    }

    // Sorts by length.
    protected override void Arrange()
    {
        if (!IsBucketed)
            return;
        rows.CopyTo(order, 0);
        RowBuckets.Sort(source, order, keys, cuts, 0, cuts.Count);
    }
}
