using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014): each value becomes zero with the rate's probability, the others are divided by what
/// remains. Which ones is a function of a key alone, so that the way back, or another thread, draws the same.
/// </summary>
internal static class Dropout
{
    // A draw of 64 bits decides on four values, to 1/65,536.
    private const int ValuesInDraw = 4, Steps = 1 << 16;

    /// <summary>Applies it in place; the gradient's way back is the same.</summary>
    public static void Apply(Span<float> values, ulong key, float rate)
    {
        int threshold = (int)MathF.Round(rate * Steps);
        float scale = (float)Steps / (Steps - threshold);
        for (int i = 0; i < values.Length; i += ValuesInDraw)
        {
            ulong draw = Mix(key + (ulong)i);
            for (int j = i; j < Math.Min(i + ValuesInDraw, values.Length); j++, draw >>= 16)
                values[j] = (int)(draw & (Steps - 1)) < threshold ? 0 : values[j] * scale;
        }
    }

    /// <summary>The key for one place in the network, from that of a row.</summary>
    public static ulong Key(ulong row, int layer, int step) => Mix(row + ((ulong)(uint)layer << 32 | (uint)step) * 0x9E3779B97F4A7C15);

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
