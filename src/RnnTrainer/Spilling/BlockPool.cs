namespace RnnTrainer.Spilling;

/// <summary>
/// Memory for blocks, which threads of its own fill. One thread asks for contents; any number read blocks meanwhile, but none of those
/// that are given up.
/// </summary>
internal sealed class BlockPool : IDisposable
{
    // Several reads on their way keep a disk busy.
    private const int Readers = 4;

    private readonly SpillFile file;
    private readonly IReadOnlyList<SpillBlock> table;
    private readonly AlignedMemory memory;
    private readonly long[] places; // of each block: where it is in the memory; -1: it is not
    private Task filling = Task.CompletedTask;
    private int next; // of the blocks to read
    private volatile bool isReady, isEnding;

    /// <param name="file">Where blocks are read from.</param>
    /// <param name="table">All blocks of the file.</param>
    /// <param name="capacity">Bytes of blocks that it has room for.</param>
    /// <exception cref="OutOfMemoryException">There is no room for that.</exception>
    public BlockPool(SpillFile file, IReadOnlyList<SpillBlock> table, long capacity)
    {
        this.file = file;
        this.table = table;
        memory = new AlignedMemory(capacity);
        places = new long[table.Count];
        places.AsSpan().Fill(-1);
    }

    /// <summary>What it holds, or will hold.</summary>
    public PoolContent? Content { get; private set; }

    /// <summary>Begins to replace what it holds, and returns at once.</summary>
    public void BeginFilling(PoolContent content)
    {
        Finish();
        isReady = false;
        foreach (int block in Content is null ? [] : Content.Blocks)
            places[block] = -1;
        Content = content;
        long end = 0;
        foreach (int block in content.Blocks)
        {
            places[block] = end;
            end += table[block].Size;
        }
        next = 0;
        const TaskCreationOptions threads = TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach;
        filling = Task.WhenAll(Enumerable.Range(0, Math.Min(Readers, content.Blocks.Length))
            .Select(_ => Task.Factory.StartNew(ReadBlocks, CancellationToken.None, threads, TaskScheduler.Default)));
    }

    /// <summary>Waits until what it will hold is there.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    public void Finish()
    {
        filling.GetAwaiter().GetResult();
        isReady = true;
    }

    /// <summary>A block, if it is here.</summary>
    public bool TryGet(int block, out ReadOnlySpan<byte> bytes)
    {
        bool isHere = isReady && places[block] >= 0;
        bytes = isHere ? memory.Slice(places[block], table[block].Size) : default;
        return isHere;
    }

    public void Dispose()
    {
        isEnding = true;
        ((IAsyncResult)filling).AsyncWaitHandle.WaitOne(); // however it ends
        memory.Dispose();
    }

    private void ReadBlocks()
    {
        for (int i = Interlocked.Increment(ref next) - 1; i < Content!.Blocks.Length && !isEnding; i = Interlocked.Increment(ref next) - 1)
        {
            int block = Content.Blocks[i];
            file.Read(memory.Slice(places[block], table[block].Size), table[block].Position);
        }
    }
}
