namespace RnnTrainer.Data;

/// <summary>
/// Sequences in memory, row by row. Grows in <see cref="SequenceChunk"/>s, so that nothing is copied as rows arrive.
/// </summary>
/// <param name="inputSize">Inputs at each step.</param>
/// <param name="hasWeights">Whether rows have weights of their own.</param>
internal sealed class SequenceStore(int inputSize, bool hasWeights = false) : StoredSequences
{
    // Values of a chunk: 16 MB of numbers at most; less while the store is small, so that little is allocated for nothing.
    private const int LargestChunk = 1 << 22, SmallestChunk = 1 << 14, ChunkShare = 8;

    // A row longer than that part of a chunk gets one of its own size: what is left free at a chunk's end stays small.
    private const int LongRowShare = 16;

    private readonly List<SequenceChunk> chunks = [];
    private readonly List<float>? weights = hasWeights ? [] : null;
    private List<int>? offsets; // of each row in its chunk; null while all rows have one length
    private int firstLength, count, maxTimeSteps;
    private long total;

    public override int InputSize => inputSize;

    public override int Count => count;

    public override int MaxTimeSteps => maxTimeSteps;

    public override bool HasEqualLengths => offsets is null;

    public override long StepsKept => total / inputSize;

    public override bool Add(ReadOnlySpan<float> sequence, float weight = 1)
    {
        if (Count == 0)
            firstLength = sequence.Length;
        else if (offsets is null && sequence.Length != firstLength)
            offsets = OffsetsSoFar();
        if (chunks.Count == 0 || !chunks[^1].HasRoomFor(sequence.Length))
            BeginChunk(sequence);

        SequenceChunk chunk = chunks[^1];
        offsets?.Add(chunk.Used);
        bool areBytes = chunk.Add(sequence);
        count++;
        weights?.Add(weight);
        total += sequence.Length;
        maxTimeSteps = Math.Max(maxTimeSteps, sequence.Length / inputSize);
        return areBytes;
    }

    public override int TimeSteps(int row) => (offsets is null ? firstLength : LengthIn(ChunkOf(row), row)) / inputSize;

    public override void CopyTo(int row, Span<float> destination)
    {
        SequenceChunk chunk = ChunkOf(row);
        if (offsets is null)
            chunk.CopyTo((int)(row - chunk.First) * firstLength, destination[..firstLength]);
        else
            chunk.CopyTo(offsets[row], destination[..LengthIn(chunk, row)]);
    }

    public override float Weight(int row) => weights is null ? 1 : weights[row];

    private void BeginChunk(ReadOnlySpan<float> first)
    {
        // Much room is left only where a long row does not fit in among short ones.
        if (chunks.Count > 0 && chunks[^1] is var last && last.Capacity - last.Used > last.Capacity / LongRowShare)
            last.Trim();
        int capacity = (int)Math.Clamp(total / ChunkShare, SmallestChunk, LargestChunk);
        if (first.Length > capacity / LongRowShare)
            capacity = first.Length;
        chunks.Add(new SequenceChunk(Count, capacity, first));
    }

    private List<int> OffsetsSoFar()
    {
        List<int> result = new(Count + 1);
        for (int row = 0; row < Count; row++)
            result.Add((int)(row - ChunkOf(row).First) * firstLength);
        return result;
    }

    // The next row begins where this one ends, unless it is in the next chunk, at offset 0.
    private int LengthIn(SequenceChunk chunk, int row)
    {
        int next = row + 1 < Count ? offsets![row + 1] : 0;
        return (next > offsets![row] ? next : chunk.Used) - offsets[row];
    }

    private SequenceChunk ChunkOf(int row) => chunks[SectionSearch.Find(chunks, row)];
}
