namespace RnnTrainer.Grouping;

/// <summary>Rows of equal width that grow without being copied.</summary>
/// <param name="width">Values of a row, at least 1.</param>
internal sealed class RowChunks<T>(int width)
{
    private const int ChunkValues = 1 << 12;

    private readonly int shift = int.Log2(Math.Max(1, ChunkValues / width)); // a chunk has 2^shift rows
    private readonly List<T[]> chunks = [];
    private int count;

    /// <summary>The values of a row.</summary>
    public Span<T> this[int row] => chunks[row >> shift].AsSpan((row & ((1 << shift) - 1)) * width, width);

    /// <summary>Adds a row, and returns where to write it; it may hold what a cleared row left there.</summary>
    public Span<T> Add()
    {
        if (count >> shift == chunks.Count)
            chunks.Add(new T[width << shift]);
        return this[count++];
    }

    /// <summary>Removes all rows; their room is used again.</summary>
    public void Clear() => count = 0;
}
