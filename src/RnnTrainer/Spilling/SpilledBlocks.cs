using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>
/// Rows in a file, in blocks that are read as a whole. Where a block begins follows from the rows and <see cref="RnnSpill.PoolMegabytes"/>
/// alone. Rows are copied from a pool where one holds their block, and otherwise read.
/// </summary>
internal sealed class SpilledBlocks : IDisposable
{
    // A pool has a thousand blocks where it can, so that what it holds is as mixed as all rows are; smaller blocks are read slowly.
    private const int LargestBlock = 1 << 18, SmallestBlock = 1 << 14, BlocksOfPool = 1024;

    private readonly RnnSpill spill;
    private readonly long poolSize; // of one of two
    private readonly long? expectedRows;
    private readonly SpillFile? file; // null: they are written elsewhere
    private readonly BlockBuilder builder;
    private readonly List<SpillBlock> table = [];
    private BlockPool[] pools = [];
    private BlockCache? cache;
    private long rows, length;

    /// <param name="spill">The settings.</param>
    /// <param name="shards">Those that share the memory for pools, and which of them are kept here.</param>
    /// <param name="isHere">Whether the rows are kept here; otherwise their blocks are known, and no more.</param>
    /// <param name="expectedRows">How many rows there will be, where that is known.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public SpilledBlocks(RnnSpill spill, RowShards shards, bool isHere, long? expectedRows)
    {
        this.spill = spill;
        this.expectedRows = expectedRows;
        Shards = shards.Count;
        poolSize = ((long)spill.PoolMegabytes << 20) / 2 / Shards;
        BlockSize = (int)Math.Clamp(poolSize / BlocksOfPool, SmallestBlock, LargestBlock);
        builder = new BlockBuilder(BlockSize);
        file = isHere ? new SpillFile(spill.Folder, shards.End - shards.First) : null;
    }

    /// <summary>How many share the memory for pools.</summary>
    public int Shards { get; }

    /// <summary>Bytes that a block has at most, unless a row alone has more.</summary>
    public int BlockSize { get; }

    /// <summary>Bytes of a pool: room for two blocks at least.</summary>
    public long PoolSize => Math.Max(poolSize, 2L * Largest);

    /// <summary>Bytes that blocks would have at most where pools hold so many of them.</summary>
    public long SizeForPoolOf(int blocks) => Math.Max(Largest, blocks <= BlocksOfPool ? SmallestBlock : LargestBlock);

    /// <summary>All blocks.</summary>
    public IReadOnlyList<SpillBlock> Table => table;

    /// <summary>Bytes of the largest block.</summary>
    public int Largest { get; private set; }

    /// <summary>Values that are kept.</summary>
    public long Values { get; private set; }

    /// <summary>The block that a row is in.</summary>
    public int Find(int row) => SectionSearch.Find(table, row);

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">Its values.</param>
    /// <param name="fresh">How many of them, at the end, the row before it does not have.</param>
    /// <param name="offset">Where they begin in the last block.</param>
    /// <returns>Whether what was added is kept as bytes.</returns>
    /// <exception cref="IOException">There is no room for it.</exception>
    public bool Add(int row, ReadOnlySpan<float> values, int fresh, out int offset)
    {
        int before = builder.Values;
        if (table.Count == 0 || !builder.TryAdd(values[^fresh..]))
        {
            EndBlock();
            before = 0;
            builder.Begin(values);
            table.Add(new SpillBlock(row, length, 0, null));
        }
        rows = row + 1;
        Values += builder.Values - before;
        offset = builder.Values - values.Length;
        table[^1] = table[^1] with { Values = builder.Values, Code = builder.Code };
        return builder.Code is not null;
    }

    /// <summary>Says that all rows have been added.</summary>
    /// <exception cref="IOException">The last block could not be written.</exception>
    public void Complete()
    {
        EndBlock();
        if (file is null)
            return;
        cache = new BlockCache(file, table, Largest);
        using AlignedMemory page = new(AlignedMemory.PageSize);
        file.Complete(page);
    }

    /// <inheritdoc cref="StoredValues.CreatePlan"/>
    public BatchPlan CreatePlan(SequenceSource source, RowVisits visits)
    {
        if (visits.Rows.Count == 0)
            return new RowPlan(source, visits);
        bool fits = length <= 2 * PoolSize;
        Allocate(fits ? [length] : [PoolSize, PoolSize]);
        if (!fits)
            return new PooledPlan(this, source, visits);
        Hold([new PoolContent([.. Enumerable.Range(0, table.Count)])], next: null);
        return new RowPlan(source, visits);
    }

    /// <summary>Waits until some contents are in the pools, as many as there are pools, and begins to read what comes next.</summary>
    /// <param name="needed">What is needed now.</param>
    /// <param name="next">What will be needed then; null: nothing.</param>
    /// <exception cref="IOException">It could not be read.</exception>
    public void Hold(ReadOnlySpan<PoolContent> needed, PoolContent? next)
    {
        foreach (PoolContent content in needed)
            Begin(content, needed);
        foreach (BlockPool pool in pools)
        {
            if (needed.Contains(pool.Content))
                pool.Finish();
        }
        if (next is not null)
            Begin(next, needed);
    }

    /// <summary>Copies values of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="offset">The first value.</param>
    /// <param name="destination">As many as are copied.</param>
    /// <exception cref="IOException">It could not be read.</exception>
    public void CopyTo(int block, int offset, Span<float> destination)
    {
        foreach (BlockPool pool in pools)
        {
            if (pool.TryGet(block, out ReadOnlySpan<byte> bytes))
            {
                table[block].CopyTo(bytes, offset, destination);
                return;
            }
        }
        cache!.CopyTo(block, offset, destination);
    }

    public void Dispose()
    {
        Allocate([]);
        cache?.Dispose();
        file?.Dispose();
    }

    private void Allocate(long[] sizes)
    {
        foreach (BlockPool pool in pools)
            pool.Dispose();
        try
        {
            pools = file is null ? [] : [.. sizes.Select(size => new BlockPool(file, table, size))];
        }
        catch (Exception exception) when (exception is OutOfMemoryException or OverflowException)
        {
            throw new RnnOptionException(nameof(RnnSpill.PoolMegabytes), spill.PoolMegabytes,
                $"The pools of {sizes.Sum() >> 20} MB that {nameof(RnnSpill.PoolMegabytes):option} {spill.PoolMegabytes} needs do not "
                + $"fit into memory. Use a smaller pool.", exception);
        }
    }

    // Fills a pool that holds nothing that is needed, if there is one.
    private void Begin(PoolContent content, ReadOnlySpan<PoolContent> needed)
    {
        foreach (BlockPool pool in pools)
        {
            if (pool.Content == content)
                return;
        }
        foreach (BlockPool pool in pools)
        {
            if (!needed.Contains(pool.Content))
            {
                pool.BeginFilling(content);
                return;
            }
        }
    }

    private void EndBlock()
    {
        if (table.Count == 0)
            return;
        int size = table[^1].Size;
        file?.Write(builder.Bytes(size), expectedRows is { } expected and > 0 ? Math.Min(1, rows / (double)expected) : null);
        length += size;
        Largest = Math.Max(Largest, size);
    }
}
