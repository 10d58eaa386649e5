using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Spilling;

/// <summary>
/// Every row once an epoch, pool after pool: blocks come in an order of their own in each epoch, and the rows of those that share a pool
/// are shuffled. A batch may end one pool and begin the next. Where lengths differ, the batches within a pool are bucketed as those of
/// <see cref="RowPlan"/> are.
/// </summary>
/// <remarks>
/// An epoch's plan follows from the blocks, the rows to visit, the batch size, the state of the random stream when the plan is made, and
/// the epoch's number; the epochs before it need not be drawn. So the pool that the next epoch begins with is read while this one ends.
/// </remarks>
internal sealed class PooledPlan : BatchPlan
{
    private readonly SpilledBlocks blocks;
    private readonly SequenceSource source;
    private readonly BatchCuts cuts;
    private readonly bool shuffle;
    private readonly ulong key;         // of all epochs' random streams
    private readonly int[] visited;     // blocks with rows to visit
    private readonly int[] given;       // rows to visit, block after block
    private readonly int[] firsts;      // of each block of the file: the place of its first row in these; the last: their number
    private readonly int[] order;       // rows of the epoch, pool after pool
    private readonly int[] batches;     // which piece of the order comes as which batch
    private readonly long[] keys;
    private (int Epoch, PoolOrder Order) ahead;
    private PoolContent[] pools = [];
    private int[] ends = [];            // of each pool: the place after its last row in the order

    /// <param name="blocks">Where rows are.</param>
    /// <param name="source">Tells their lengths.</param>
    /// <param name="visits">Which of them to visit; the order of batches is drawn with that of rows.</param>
    public PooledPlan(SpilledBlocks blocks, SequenceSource source, RowVisits visits)
    {
        this.blocks = blocks;
        this.source = source;
        shuffle = visits.Shuffle;
        cuts = visits.Cuts;
        key = visits.Random.NextUInt64();
        given = [.. visits.Rows];
        firsts = FirstsOf(given, blocks.Table);
        visited = [.. Enumerable.Range(0, blocks.Table.Count).Where(block => firsts[block] < firsts[block + 1])];
        order = new int[given.Length];
        IsBucketed = visits.IsBucketed;
        batches = new int[cuts.Count];
        keys = IsBucketed ? new long[given.Length] : [];
    }

    public override int BatchSize => cuts.Largest;

    public override int BatchCount => cuts.Count;

    /// <summary>Whether batches are made of rows of like length, but for those that end one pool and begin the next.</summary>
    public bool IsBucketed { get; }

    public override string? Description
    {
        get
        {
            int count = OrderOf(1).Pools.Length;
            double megabytes = visited.Sum(block => (double)blocks.Table[block].Size) / (1 << 20);
            double more = 100.0 * BatchSize * count / visited.Length; // %
            return FormattableString.Invariant($"Rows are on disk: {megabytes:0} MB in {visited.Length} blocks. An epoch ")
                + (!shuffle ? $"reads them in {count} pools."
                    : $"shuffles them in {count} pools of about {visited.Length / count} blocks. If rows are sorted by label, "
                    + FormattableString.Invariant($"the variance of the labels' shares in a batch is {more:0.0} % above that in memory."));
        }
    }

    public override string? Warning
    {
        get
        {
            int inPool = visited.Length / OrderOf(1).Pools.Length;
            if (!shuffle || inPool >= BatchSize)
                return null;
            double needed = 2.0 * blocks.Shards * BatchSize * blocks.SizeForPoolOf(BatchSize) / (1 << 20);
            return $"A pool holds {CountText.Of(inPool, "block")} for batches of {BatchSize} rows, so that batches are mixed badly if rows "
                + FormattableString.Invariant($"are sorted. Set {nameof(RnnSpill.PoolMegabytes)} to {Math.Ceiling(needed):0} or more.");
        }
    }

    public override ReadOnlyMemory<int> Rows(int batch)
    {
        int first = cuts.First(batches[batch]), end = cuts.First(batches[batch] + 1);
        int firstPool = PoolOf(first), lastPool = PoolOf(Math.Max(first, end - 1));
        PoolContent next = lastPool + 1 < pools.Length ? pools[lastPool + 1] : OrderOf(Epoch + 1).Pools[0];
        blocks.Hold(pools.AsSpan(firstPool..(lastPool + 1)), next);
        return order.AsMemory(first..end);
    }

    // All of it follows from the epoch's number.
    protected override void Draw()
    {
    }

    protected override void Arrange()
    {
        (pools, RandomStream? random) = OrderOf(Epoch);
        ends = new int[pools.Length];
        for (int i = 0; i < batches.Length; i++)
            batches[i] = i;
        int end = 0, bucketed = 0;
        for (int pool = 0; pool < pools.Length; pool++)
        {
            int first = end;
            foreach (int block in pools[pool].Blocks)
            {
                ReadOnlySpan<int> rows = given.AsSpan(firsts[block]..firsts[block + 1]);
                rows.CopyTo(order.AsSpan(end));
                end += rows.Length;
            }
            ends[pool] = end;
            random?.Shuffle(order.AsSpan(first..end));
            if (IsBucketed)
                bucketed = Bucket(bucketed, end, random!);
        }
    }

    // Batches that lie in a pool as a whole, given the first that does not begin in one before; returns the first that begins after it.
    private int Bucket(int first, int endRow, RandomStream random)
    {
        int end = first;
        while (end < cuts.Count && cuts.First(end + 1) <= endRow)
            end++;
        RowBuckets.Sort(source, order, keys, cuts, first, end);
        random.Shuffle(batches.AsSpan(first..end));
        return cuts.First(end) < endRow ? end + 1 : end;
    }

    private PoolOrder OrderOf(int epoch)
    {
        if (ahead.Epoch == epoch || (ahead.Epoch > 0 && !shuffle))
            return ahead.Order;
        RandomStream? random = shuffle ? new RandomStream((int)key, (uint)(key >> 32), epoch, place: 0) : null;
        ahead = (epoch, PoolOrder.Of([.. visited], blocks.Table, blocks.PoolSize, random));
        return ahead.Order;
    }

    private int PoolOf(int place)
    {
        int found = Array.BinarySearch(ends, place);
        return found >= 0 ? found + 1 : ~found; // a pool ends before its end
    }

    private static int[] FirstsOf(int[] rows, IReadOnlyList<SpillBlock> table)
    {
        int[] firsts = new int[table.Count + 1];
        int place = 0;
        for (int block = 0; block < table.Count; block++)
        {
            while (place < rows.Length && rows[place] < table[block].First)
                place++;
            firsts[block] = place;
        }
        firsts[^1] = rows.Length;
        return firsts;
    }
}
