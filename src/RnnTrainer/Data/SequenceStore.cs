namespace RnnTrainer.Data;

/// <summary>
/// Labelled sequences in memory, rows once: sequence i is <see cref="SequenceLength"/> values, step after step; label i is a
/// class from 0. Grows in chunks, so that nothing is copied as rows arrive. Rows whose values are a <see cref="ByteCode"/>
/// of bytes are kept as bytes, a quarter of the size.
/// </summary>
internal sealed class SequenceStore(int sequenceLength)
{
    private const int ChunkValues = 1 << 22;

    private readonly int rowsPerChunk = Math.Max(1, ChunkValues / sequenceLength);
    private readonly List<Chunk> chunks = [];
    private readonly List<int> labels = [];

    /// <summary>Values in each sequence: time steps x input size.</summary>
    public int SequenceLength => sequenceLength;

    /// <summary>Sequences held.</summary>
    public int Count => labels.Count;

    /// <summary>Bytes that the values take.</summary>
    public long Bytes => chunks.Sum(chunk => chunk.Bytes?.LongLength ?? chunk.Values!.LongLength * sizeof(float));

    /// <summary>Adds a row.</summary>
    /// <returns>Whether it is kept as bytes, and so has finite numbers only.</returns>
    public bool Add(ReadOnlySpan<float> sequence, int label)
    {
        int row = labels.Count % rowsPerChunk;
        if (row == 0)
            chunks.Add(NewChunk(sequence));
        Chunk chunk = chunks[^1];
        if (chunk.Bytes is not null && !chunk.Code!.TryEncode(sequence, chunk.Bytes.AsSpan(row * sequenceLength, sequenceLength)))
            chunks[^1] = chunk = ToValues(chunk, row);
        if (chunk.Values is not null)
            sequence.CopyTo(chunk.Values.AsSpan(row * sequenceLength));
        labels.Add(label);
        return chunk.Bytes is not null;
    }

    /// <summary>Copies the values of a sequence.</summary>
    /// <param name="row">The number of the sequence.</param>
    /// <param name="destination">[<see cref="SequenceLength"/>].</param>
    public void CopyTo(int row, Span<float> destination)
    {
        Chunk chunk = chunks[row / rowsPerChunk];
        int start = row % rowsPerChunk * sequenceLength;
        if (chunk.Bytes is not null)
            chunk.Code!.Decode(chunk.Bytes.AsSpan(start, sequenceLength), destination);
        else
            chunk.Values.AsSpan(start, sequenceLength).CopyTo(destination);
    }

    /// <summary>The class of sequence <paramref name="row"/>, from 0.</summary>
    public int Label(int row) => labels[row];

    // Of bytes if its first row can be, in the code that fits.
    private Chunk NewChunk(ReadOnlySpan<float> first)
    {
        byte[] trial = new byte[sequenceLength];
        foreach (ByteCode code in ByteCode.All)
        {
            if (code.TryEncode(first, trial))
                return new(null, GC.AllocateUninitializedArray<byte>(rowsPerChunk * sequenceLength), code);
        }
        return new(GC.AllocateUninitializedArray<float>(rowsPerChunk * sequenceLength), null, null);
    }

    private Chunk ToValues(Chunk chunk, int rows)
    {
        float[] values = GC.AllocateUninitializedArray<float>(rowsPerChunk * sequenceLength);
        chunk.Code!.Decode(chunk.Bytes.AsSpan(0, rows * sequenceLength), values);
        return new(values, null, null);
    }

    private sealed record Chunk(float[]? Values, byte[]? Bytes, ByteCode? Code);
}
