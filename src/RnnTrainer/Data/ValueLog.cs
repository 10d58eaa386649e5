namespace RnnTrainer.Data;

/// <summary>Values one after another, in <see cref="SequenceChunk"/>s, so that nothing is copied as more arrive.</summary>
/// <param name="smallestChunk">Values that the first chunk has room for.</param>
internal sealed class ValueLog(int smallestChunk)
{
    // Values of a chunk: 16 MB of numbers at most; less while the log is short, so that little is allocated for nothing.
    private const int LargestChunk = 1 << 22, ChunkShare = 8;

    private readonly List<SequenceChunk> chunks = [];

    /// <summary>Values so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds values at the end.</summary>
    /// <returns>Whether they are kept as bytes, and so are finite.</returns>
    public bool Add(ReadOnlySpan<float> values)
    {
        bool areBytes = true;
        while (!values.IsEmpty)
        {
            if (chunks.Count == 0 || !chunks[^1].HasRoomFor(1))
                chunks.Add(new SequenceChunk(Count, (int)Math.Clamp(Count / ChunkShare, smallestChunk, LargestChunk), values));
            SequenceChunk chunk = chunks[^1];
            ReadOnlySpan<float> fitting = values[..Math.Min(values.Length, chunk.Capacity - chunk.Used)];
            areBytes &= chunk.Add(fitting);
            Count += fitting.Length;
            values = values[fitting.Length..];
        }
        return areBytes;
    }

    /// <summary>Copies the values from <paramref name="first"/> on, as many as <paramref name="destination"/> takes.</summary>
    public void CopyTo(long first, Span<float> destination)
    {
        for (int i = SectionSearch.Find(chunks, first); !destination.IsEmpty; i++)
        {
            int offset = (int)(first - chunks[i].First), count = Math.Min(destination.Length, chunks[i].Used - offset);
            chunks[i].CopyTo(offset, destination[..count]);
            first += count;
            destination = destination[count..];
        }
    }
}
