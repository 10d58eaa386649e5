namespace RnnTrainer.Spilling;

/// <summary>
/// The last few blocks that were read for rows in no pool: rows are measured and validated in their order, so that a block is read once
/// for all of its rows.
/// </summary>
internal sealed class BlockCache : IDisposable
{
    // As many as there may be threads that validate, of the size that blocks usually have.
    private const int Most = 16, MostBytes = Most << 18;

    private readonly SpillFile file;
    private readonly IReadOnlyList<SpillBlock> table;
    private readonly int largest;
    private readonly Slot[] slots;

    /// <param name="file">Where blocks are read from.</param>
    /// <param name="table">All blocks of the file.</param>
    /// <param name="largest">Bytes of the largest.</param>
    public BlockCache(SpillFile file, IReadOnlyList<SpillBlock> table, int largest)
    {
        this.file = file;
        this.table = table;
        this.largest = largest;
        slots = [.. Enumerable.Range(0, Math.Clamp(MostBytes / Math.Max(1, largest), 1, Most)).Select(_ => new Slot())];
    }

    /// <summary>Copies values of a block.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    public void CopyTo(int block, int offset, Span<float> destination)
    {
        Slot slot = slots[block % slots.Length];
        lock (slot)
        {
            slot.Memory ??= new AlignedMemory(largest);
            Span<byte> bytes = slot.Memory.Slice(0, table[block].Size);
            if (slot.Block != block)
            {
                slot.Block = -1;
                file.Read(bytes, table[block].Position);
                slot.Block = block;
            }
            table[block].CopyTo(bytes, offset, destination);
        }
    }

    public void Dispose()
    {
        foreach (Slot slot in slots)
            slot.Memory?.Dispose();
    }

    private sealed class Slot
    {
        public AlignedMemory? Memory { get; set; }

        public int Block { get; set; } = -1;
    }
}
