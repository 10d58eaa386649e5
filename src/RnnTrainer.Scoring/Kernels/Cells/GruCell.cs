using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// n = tanh(s + σ(r)·u), h(t) = (1 - σ(z))·n + σ(z)·h(t-1) (Cho et al. 2014, with the reset after the product), where s is the
/// sum of n's input side and u that of its recurrent side. A row of gates holds the blocks r, z, s, u.
/// </summary>
internal sealed unsafe class GruCell<TLanes, TVector> : CellKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public override void Forward(in CellStep step) =>
        Forward(step.Gates, step.GateStride, step.Last, step.Hidden, step.HiddenStride, step.Rows, step.Columns);

    public override void Backward(in CellStep step) =>
        Backward(step.Gates, step.GateStride, step.Last, step.HiddenStride,
            step.StateGradient, step.GradientStride, step.Rows, step.Columns);

    /// <param name="gates">[rows, 4 blocks]: sums, replaced by σ(r), σ(z), n, u.</param>
    /// <param name="gateStride">Floats from one row of gates to the next.</param>
    /// <param name="last">h(t-1), [rows, columns].</param>
    /// <param name="hidden">Receives h(t), [rows, columns].</param>
    /// <param name="hiddenStride">Floats from one row of h to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Width of a block, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* gates, nint gateStride, float* last, float* hidden, nint hiddenStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++, gates += gateStride, last += hiddenStride, hidden += hiddenStride)
        {
            float* zs = gates + columns, ns = zs + columns, us = ns + columns;
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector r = Sigmoid<TLanes, TVector>.Of(TLanes.Load(gates + j)), z = Sigmoid<TLanes, TVector>.Of(TLanes.Load(zs + j));
                TVector n = Tanh<TLanes, TVector>.Of(TLanes.MultiplyAdd(r, TLanes.Load(us + j), TLanes.Load(ns + j)));
                TLanes.Store(r, gates + j);
                TLanes.Store(z, zs + j);
                TLanes.Store(n, ns + j);
                TLanes.Store(TLanes.MultiplyAdd(z, TLanes.Subtract(TLanes.Load(last + j), n), n), hidden + j);
            }
        }
    }

    /// <param name="gates">[rows, 4 blocks] as the way forward left them, replaced by the gradients by their sums.</param>
    /// <param name="gateStride">Floats from one row of gates to the next.</param>
    /// <param name="last">h(t-1), [rows, columns].</param>
    /// <param name="hiddenStride">Floats from one row of h to the next.</param>
    /// <param name="dh">The gradient by h(t), [rows, columns]; replaced by the part of that by h(t-1) that does not go through a
    /// gate.</param>
    /// <param name="dStride">Floats from one row of <paramref name="dh"/> to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Width of a block, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* gates, nint gateStride, float* last, nint hiddenStride, float* dh, nint dStride,
        int rows, int columns)
    {
        TVector one = TLanes.All(1);
        for (int row = 0; row < rows; row++, gates += gateStride, last += hiddenStride, dh += dStride)
        {
            float* zs = gates + columns, ns = zs + columns, us = ns + columns;
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector r = TLanes.Load(gates + j), z = TLanes.Load(zs + j), n = TLanes.Load(ns + j), u = TLanes.Load(us + j);
                TVector dH = TLanes.Load(dh + j);
                TVector dZ = TLanes.Multiply(TLanes.Multiply(dH, TLanes.Subtract(TLanes.Load(last + j), n)),
                    Sigmoid<TLanes, TVector>.Slope(z));
                TVector dN = TLanes.Multiply(TLanes.Multiply(dH, TLanes.Subtract(one, z)), TLanes.Subtract(one, TLanes.Multiply(n, n)));
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(dN, u), Sigmoid<TLanes, TVector>.Slope(r)), gates + j);
                TLanes.Store(dZ, zs + j);
                TLanes.Store(dN, ns + j);
                TLanes.Store(TLanes.Multiply(dN, r), us + j);
                TLanes.Store(TLanes.Multiply(dH, z), dh + j);
            }
        }
    }
}
