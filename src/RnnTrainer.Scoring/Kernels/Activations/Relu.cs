using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>relu x = max(0, x); its derivative is 1 above 0, else 0. NaN stays NaN.</summary>
internal static unsafe class Relu<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>x ← relu x. Shapes as for <see cref="Tanh{TLanes, TVector}.Apply"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, int rows, int columns, nint stride)
    {
        for (int r = 0; r < rows; r++, x += stride)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector value = TLanes.Load(x + j);
                TLanes.Store(TLanes.WhereGreater(TLanes.Zero, value, TLanes.Zero, value), x + j);
            }
        }
    }

    /// <summary>d ← d where h &gt; 0, else 0. Shapes as for <see cref="Tanh{TLanes, TVector}.MultiplyBySlope"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBySlope(float* d, nint dStride, float* h, nint hStride, int rows, int columns)
    {
        for (int r = 0; r < rows; r++, d += dStride, h += hStride)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(TLanes.WhereGreater(TLanes.Load(h + j), TLanes.Zero, TLanes.Load(d + j), TLanes.Zero), d + j);
        }
    }
}
