namespace RnnTrainer.Data;

/// <summary>
/// A piece of a <see cref="SequenceStore"/> or <see cref="ValueLog"/>: rows one after another in one array, of bytes while every row is a
/// <see cref="ByteCode"/> of bytes (a quarter of the size), of numbers from the first row that is not.
/// </summary>
internal sealed class SequenceChunk : ISection
{
    private ByteCode? code;
    private byte[]? bytes;
    private float[] values = [];

    /// <param name="first">The number of what comes first in it.</param>
    /// <param name="capacity">Values that it has room for.</param>
    /// <param name="row">Its first row, which is to be added: decides whether bytes will do.</param>
    public SequenceChunk(long first, int capacity, ReadOnlySpan<float> row)
    {
        First = first;
        Capacity = capacity;
        code = ByteCode.Of(row);
        if (code is not null)
            bytes = GC.AllocateUninitializedArray<byte>(capacity);
        else
            values = GC.AllocateUninitializedArray<float>(capacity);
    }

    /// <summary>The number of its first row in the store, or of its first value in the log.</summary>
    public long First { get; }

    /// <summary>Values that it has room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Values that it holds.</summary>
    public int Used { get; private set; }

    public bool HasRoomFor(int count) => count <= Capacity - Used;

    /// <summary>Adds a row, which it has room for.</summary>
    /// <returns>Whether it is kept as bytes, and so has finite numbers only.</returns>
    public bool Add(ReadOnlySpan<float> sequence)
    {
        if (bytes is not null && !code!.TryEncode(sequence, bytes.AsSpan(Used, sequence.Length)))
            ToValues();
        if (bytes is null)
            sequence.CopyTo(values.AsSpan(Used));
        Used += sequence.Length;
        return bytes is not null;
    }

    /// <summary>Copies the values from <paramref name="offset"/> on, as many as <paramref name="destination"/> takes.</summary>
    public void CopyTo(int offset, Span<float> destination)
    {
        if (bytes is not null)
            code!.Decode(bytes.AsSpan(offset, destination.Length), destination);
        else
            values.AsSpan(offset, destination.Length).CopyTo(destination);
    }

    /// <summary>Gives back the room that is not used.</summary>
    public void Trim()
    {
        if (bytes is not null)
            Array.Resize(ref bytes, Used);
        else
            Array.Resize(ref values, Used);
        Capacity = Used;
    }

    private void ToValues()
    {
        values = GC.AllocateUninitializedArray<float>(Capacity);
        code!.Decode(bytes.AsSpan(0, Used), values);
        bytes = null;
        code = null;
    }
}
