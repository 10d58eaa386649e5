using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// tanh x ≈ x·P(x²)/Q(x²) for |x| ≤ 9, beyond which tanh rounds to ±1 in single precision.
/// </summary>
/// <remarks>
/// P and Q, of degree 4 each, minimize the largest relative error on [0, 9] (Lawson's iteratively reweighted least squares
/// in 50 decimal digits): 2.1e-8 before rounding. All coefficients are positive, so nothing cancels; with single-precision
/// arithmetic the result is within 4e-7 of tanh, relative (measured by the tests on a fine grid).
/// </remarks>
internal static unsafe class Tanh<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const float Limit = 9;
    private const float P0 = 9.999999796e-01f, P1 = 1.338104527e-01f, P2 = 3.495610756e-03f, P3 = 2.060942811e-05f, P4 = 1.335509190e-08f;
    private const float Q1 = 4.671436090e-01f, Q2 = 2.587707005e-02f, Q3 = 3.285670670e-04f, Q4 = 7.776744710e-07f;

    /// <summary>x ← tanh x.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, whole vectors.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* x, int rows, int columns, nint stride)
    {
        for (int r = 0; r < rows; r++, x += stride)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(Of(TLanes.Load(x + j)), x + j);
        }
    }

    /// <summary>d ← d·(1 - h²): the derivative of tanh, by its value h.</summary>
    /// <param name="d">[rows, columns].</param>
    /// <param name="dStride">Floats from one row of d to the next.</param>
    /// <param name="h">[rows, columns].</param>
    /// <param name="hStride">Floats from one row of h to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBySlope(float* d, nint dStride, float* h, nint hStride, int rows, int columns)
    {
        TVector one = TLanes.All(1);
        for (int r = 0; r < rows; r++, d += dStride, h += hStride)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector y = TLanes.Load(h + j);
                TLanes.Store(TLanes.Multiply(TLanes.Load(d + j), TLanes.Subtract(one, TLanes.Multiply(y, y))), d + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector value)
    {
        TVector x = TLanes.Clamp(value, Limit);
        TVector u = TLanes.Multiply(x, x);
        TVector p = TLanes.MultiplyAdd(TLanes.All(P4), u, TLanes.All(P3));
        TVector q = TLanes.MultiplyAdd(TLanes.All(Q4), u, TLanes.All(Q3));
        p = TLanes.MultiplyAdd(p, u, TLanes.All(P2));
        q = TLanes.MultiplyAdd(q, u, TLanes.All(Q2));
        p = TLanes.MultiplyAdd(p, u, TLanes.All(P1));
        q = TLanes.MultiplyAdd(q, u, TLanes.All(Q1));
        p = TLanes.MultiplyAdd(p, u, TLanes.All(P0));
        q = TLanes.MultiplyAdd(q, u, TLanes.All(1));
        return TLanes.Divide(TLanes.Multiply(x, p), q);
    }
}
