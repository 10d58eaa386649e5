namespace RnnTrainer.Data;

/// <summary>The values of rows in memory. Grows in <see cref="SequenceChunk"/>s, so that nothing is copied as rows arrive.</summary>
internal sealed class RowChunks : RowValues
{
    // Values of a chunk: 16 MB of numbers at most; less while there are few, so that little is allocated for nothing.
    private const int LargestChunk = 1 << 22, SmallestChunk = 1 << 14, ChunkShare = 8;

    // A row longer than that part of a chunk gets one of its own size: what is left free at a chunk's end stays small.
    private const int LongRowShare = 16;

    private readonly List<SequenceChunk> chunks = [];
    private long total;

    public override bool Add(int row, ReadOnlySpan<float> sequence, out int offset)
    {
        if (chunks.Count == 0 || !chunks[^1].HasRoomFor(sequence.Length))
            BeginChunk(row, sequence);
        SequenceChunk chunk = chunks[^1];
        offset = chunk.Used;
        total += sequence.Length;
        return chunk.Add(sequence);
    }

    public override int Find(int row) => SectionSearch.Find(chunks, row);

    public override int First(int block) => (int)chunks[block].First;

    public override int Used(int block) => chunks[block].Used;

    public override void CopyTo(int block, int offset, Span<float> destination) => chunks[block].CopyTo(offset, destination);

    private void BeginChunk(int row, ReadOnlySpan<float> first)
    {
        // Much room is left only where a long row does not fit in among short ones.
        if (chunks.Count > 0 && chunks[^1] is var last && last.Capacity - last.Used > last.Capacity / LongRowShare)
            last.Trim();
        int capacity = (int)Math.Clamp(total / ChunkShare, SmallestChunk, LargestChunk);
        if (first.Length > capacity / LongRowShare)
            capacity = first.Length;
        chunks.Add(new SequenceChunk(row, capacity, first));
    }
}
