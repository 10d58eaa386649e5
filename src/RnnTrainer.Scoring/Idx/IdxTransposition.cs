namespace RnnTrainer.Idx;

/// <summary>Swaps the last two dimensions of a row: of images that are stored column by column, as EMNIST's are.</summary>
/// <param name="stored">The dimensions in the file: [..., columns, rows] of the image.</param>
internal sealed class IdxTransposition(IReadOnlyList<int> stored)
{
    private readonly int height = stored[^2];
    private readonly int width = stored[^1];

    /// <summary>The dimensions that come out.</summary>
    public int[] Dimensions { get; } = [.. stored.SkipLast(2), stored[^1], stored[^2]];

    /// <summary>Values [..., height, width] become [..., width, height].</summary>
    public void Apply<T>(ReadOnlySpan<T> from, Span<T> to)
    {
        int image = height * width;
        for (int start = 0; start < from.Length; start += image)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                    to[start + x * height + y] = from[start + y * width + x];
            }
        }
    }
}
