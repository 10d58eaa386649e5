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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> values, ulong key, float rate)
    {
        int threshold = (int)MathF.Round(rate * Steps);
        int scale = BitConverter.SingleToInt32Bits((float)Steps / (Steps - threshold));
        int i = 0;
        for (; i <= values.Length - ValuesInDraw; i += ValuesInDraw)
        {
            ulong draw = Mix(key + (ulong)i);
            values[i] *= Factor(draw, threshold, scale);
            values[i + 1] *= Factor(draw >> 16, threshold, scale);
            values[i + 2] *= Factor(draw >> 32, threshold, scale);
            values[i + 3] *= Factor(draw >> 48, threshold, scale);
        }
        for (ulong draw = Mix(key + (ulong)i); i < values.Length; i++, draw >>= 16)
            values[i] *= Factor(draw, threshold, scale);
    }

    /// <summary>
    /// Draws a sequence's mask for a layer's states in a direction, the same at all of its steps (variational dropout: Gal and Ghahramani
    /// 2016).
    /// </summary>
    /// <param name="mask">Receives what h(t-1) is multiplied by, [units]; with a rate of 0 ones.</param>
    /// <param name="row">The row's key.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="direction">The direction: 0 forward in time, 1 backward.</param>
    /// <param name="rate">The share of zeros.</param>
    public static void DrawStateMask(Span<float> mask, ulong row, int layer, int direction, float rate)
    {
        mask.Fill(1);
        Apply(mask, Key(row, layer, ~direction), rate); // no step is negative
    }

    /// <summary>The key for one place in the network, from that of a row.</summary>
    public static ulong Key(ulong row, int layer, int step) => Mix(row + ((ulong)(uint)layer << 32 | (uint)step) * 0x9E3779B97F4A7C15);

    // Without a branch, which no processor could foretell: the scale's bits, or none of them below the threshold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Factor(ulong draw, int threshold, int scale) =>
        BitConverter.Int32BitsToSingle(scale & ~(((int)(draw & (Steps - 1)) - threshold) >> 31));

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
