namespace RnnTrainer.Grouping;

/// <summary>A place in a group of evenly spaced rows where some seem to be missing.</summary>
/// <param name="Row">The number of the row after it in the source, from 1.</param>
/// <param name="Before">The value of the order column before it.</param>
/// <param name="After">The value after it.</param>
internal sealed record OrderGap(long Row, string Before, string After)
{
    private const double Even = 1e-3, Wide = 1.5; // of the median distance

    /// <summary>Finds the first distance that is far wider than others, where most of these are even.</summary>
    /// <param name="distances">From each row to the next, above 0.</param>
    /// <returns>Its number; -1: there is none, or rows are not evenly spaced.</returns>
    public static int Find(ReadOnlySpan<double> distances)
    {
        if (distances.IsEmpty)
            return -1;
        double[] sorted = [.. distances];
        sorted.AsSpan().Sort();
        double median = sorted[sorted.Length / 2];
        int even = 0, wide = -1;
        for (int i = 0; i < distances.Length; i++)
        {
            even += Math.Abs(distances[i] - median) <= Even * median ? 1 : 0;
            if (wide < 0 && distances[i] > Wide * median)
                wide = i;
        }
        return 2L * even >= distances.Length ? wide : -1;
    }
}
