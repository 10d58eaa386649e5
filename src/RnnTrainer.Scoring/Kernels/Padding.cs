namespace RnnTrainer.Kernels;

/// <summary>How rows are padded to whole vectors and cache lines.</summary>
internal static class Padding
{
    /// <summary>Floats in a cache line.</summary>
    public const int LineFloats = 16;

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    /// <summary>
    /// Floats from one row to the next: whole lines, but no power of two, whose rows would share a few sets of the cache.
    /// </summary>
    public static int Stride(int columns)
    {
        int lines = RoundUp(columns, LineFloats);
        return lines % 128 == 0 ? lines + LineFloats : lines;
    }
}
