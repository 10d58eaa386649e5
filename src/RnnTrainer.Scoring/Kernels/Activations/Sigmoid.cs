using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ) = ½ + ½·tanh(x/2); within 2e-7 of it, absolute.</summary>
internal static class Sigmoid<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x)
    {
        TVector half = TLanes.All(0.5f);
        return TLanes.MultiplyAdd(half, Tanh<TLanes, TVector>.Of(TLanes.Multiply(half, x)), half);
    }

    /// <summary>The derivative, by its value y: y·(1-y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector y) => TLanes.Multiply(y, TLanes.Subtract(TLanes.All(1), y));
}
