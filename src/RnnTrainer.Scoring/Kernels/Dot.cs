using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>Σⱼ aⱼ·bⱼ.</summary>
internal static unsafe class Dot<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <param name="a">Whole vectors, padded with zeros.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="columns">Floats in each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float* a, float* b, int columns)
    {
        TVector sum = TLanes.Zero;
        for (int j = 0; j < columns; j += TLanes.Count)
            sum = TLanes.MultiplyAdd(TLanes.Load(a + j), TLanes.Load(b + j), sum);
        return TLanes.Sum(sum);
    }
}
