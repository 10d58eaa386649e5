namespace RnnTrainer.Data;

/// <summary>
/// Labelled sequences in memory, rows once: sequence i is <see cref="SequenceLength"/> values, step after step; label i is a
/// class from 0. Grows in chunks, so that nothing is copied as rows arrive.
/// </summary>
internal sealed class SequenceStore(int sequenceLength)
{
    private const int ChunkValues = 1 << 22; // 16 MiB of floats

    private readonly int rowsPerChunk = Math.Max(1, ChunkValues / sequenceLength);
    private readonly List<float[]> chunks = [];
    private readonly List<int> labels = [];

    /// <summary>Values in each sequence: time steps x input size.</summary>
    public int SequenceLength => sequenceLength;

    /// <summary>Sequences held.</summary>
    public int Count => labels.Count;

    /// <summary>Adds a row with this label and returns its sequence, to be filled.</summary>
    public Span<float> Add(int label)
    {
        int row = labels.Count;
        if (row % rowsPerChunk == 0)
            chunks.Add(GC.AllocateUninitializedArray<float>(checked(rowsPerChunk * sequenceLength)));
        labels.Add(label);
        return Row(row);
    }

    /// <summary>The values of sequence <paramref name="row"/>.</summary>
    public ReadOnlySpan<float> Sequence(int row) => Row(row);

    /// <summary>The class of sequence <paramref name="row"/>, from 0.</summary>
    public int Label(int row) => labels[row];

    private Span<float> Row(int row) =>
        chunks[row / rowsPerChunk].AsSpan(row % rowsPerChunk * sequenceLength, sequenceLength);
}
