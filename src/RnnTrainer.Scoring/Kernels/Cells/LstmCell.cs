using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// c(t) = σ(f)·c(t-1) + σ(i)·tanh(g), h(t) = σ(o)·tanh c(t) (Hochreiter and Schmidhuber 1997; Gers et al. 2000).
/// A row of gates holds the blocks i, f, g, o, c.
/// </summary>
internal sealed unsafe class LstmCell<TLanes, TVector> : CellKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public override void Forward(in CellStep step) =>
        Forward(step.Gates, step.PreviousGates, step.GateStride, step.Hidden, step.HiddenStride, step.Rows, step.Columns);

    public override void Backward(in CellStep step) => Backward(
        step.Gates, step.PreviousGates, step.GateStride, step.StateGradient, step.CellGradient, step.GradientStride,
        step.Rows, step.Columns);

    /// <param name="gates">[rows, 5 blocks]: sums, replaced by σ(i), σ(f), tanh(g), σ(o), c(t).</param>
    /// <param name="previous">The gates of the step before, for c(t-1); null in the first step, when it is zero.</param>
    /// <param name="gateStride">Floats from one row of gates to the next.</param>
    /// <param name="hidden">Receives h(t), [rows, columns].</param>
    /// <param name="hiddenStride">Floats from one row of h to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Width of a block, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* gates, float* previous, nint gateStride, float* hidden, nint hiddenStride, int rows, int columns)
    {
        for (int r = 0; r < rows; r++, gates += gateStride, hidden += hiddenStride)
        {
            float* fs = gates + columns, gs = fs + columns, os = gs + columns, cs = os + columns;
            float* last = previous + r * gateStride + 4 * columns;
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector i = Sigmoid<TLanes, TVector>.Of(TLanes.Load(gates + j)), f = Sigmoid<TLanes, TVector>.Of(TLanes.Load(fs + j));
                TVector g = Tanh<TLanes, TVector>.Of(TLanes.Load(gs + j)), o = Sigmoid<TLanes, TVector>.Of(TLanes.Load(os + j));
                TVector c = TLanes.Multiply(i, g);
                if (previous != null)
                    c = TLanes.MultiplyAdd(f, TLanes.Load(last + j), c);
                TLanes.Store(i, gates + j);
                TLanes.Store(f, fs + j);
                TLanes.Store(g, gs + j);
                TLanes.Store(o, os + j);
                TLanes.Store(c, cs + j);
                TLanes.Store(TLanes.Multiply(o, Tanh<TLanes, TVector>.Of(c)), hidden + j);
            }
        }
    }

    /// <param name="gates">[rows, 5 blocks] as the way forward left them; the first four are replaced by the gradients by their
    /// sums.</param>
    /// <param name="previous">The gates of the step before, for c(t-1); null in the first step, when it is zero.</param>
    /// <param name="gateStride">Floats from one row of gates to the next.</param>
    /// <param name="dh">The gradient by h(t), [rows, columns].</param>
    /// <param name="dc">The gradient by c(t) from the step after, [rows, columns]; replaced by that by c(t-1).</param>
    /// <param name="dStride">Floats from one row of <paramref name="dh"/> and <paramref name="dc"/> to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Width of a block, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* gates, float* previous, nint gateStride, float* dh, float* dc, nint dStride, int rows, int columns)
    {
        TVector one = TLanes.All(1);
        for (int r = 0; r < rows; r++, gates += gateStride, dh += dStride, dc += dStride)
        {
            float* fs = gates + columns, gs = fs + columns, os = gs + columns, cs = os + columns;
            float* last = previous + r * gateStride + 4 * columns;
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector i = TLanes.Load(gates + j), f = TLanes.Load(fs + j), g = TLanes.Load(gs + j), o = TLanes.Load(os + j);
                TVector tanhC = Tanh<TLanes, TVector>.Of(TLanes.Load(cs + j)), dH = TLanes.Load(dh + j);
                TVector dO = TLanes.Multiply(TLanes.Multiply(dH, tanhC), Sigmoid<TLanes, TVector>.Slope(o));
                TVector slope = TLanes.Subtract(one, TLanes.Multiply(tanhC, tanhC));
                TVector dC = TLanes.MultiplyAdd(TLanes.Multiply(dH, o), slope, TLanes.Load(dc + j));
                TVector dF = previous == null ? TLanes.Zero
                    : TLanes.Multiply(TLanes.Multiply(dC, TLanes.Load(last + j)), Sigmoid<TLanes, TVector>.Slope(f));
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(dC, g), Sigmoid<TLanes, TVector>.Slope(i)), gates + j);
                TLanes.Store(dF, fs + j);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(dC, i), TLanes.Subtract(one, TLanes.Multiply(g, g))), gs + j);
                TLanes.Store(dO, os + j);
                TLanes.Store(TLanes.Multiply(dC, f), dc + j);
            }
        }
    }
}
