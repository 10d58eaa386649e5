using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>The largest of a row's states, unit by unit; NaN stays. The gradient goes to the first step that had it.</summary>
internal sealed unsafe class MaxPooling<TLanes, TVector> : PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, AlignedBuffer? query,
        PackedRows packed, int t)
    {
        float* hidden = workspace.StateAfter(packed, t), max = pooled.Values.Pointer, from = pooled.Steps.Pointer;
        TVector step = TLanes.All(t);
        for (int row = 0; row < packed.Active(t); row++, hidden += layout.StateStride, max += layout.HiddenStride,
            from += layout.HiddenStride)
        {
            for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
            {
                TVector h = TLanes.Load(hidden + j), old = TLanes.Load(max + j);
                TLanes.Store(t == 0 ? h : TLanes.WhereNaN(h, h, TLanes.WhereGreater(h, old, h, old)), max + j);
                TLanes.Store(t == 0 ? step : TLanes.WhereGreater(h, old, step, TLanes.Load(from + j)), from + j);
            }
        }
    }

    public override void Finish(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        CollectedSteps steps, Span<float> summary) =>
        pooled.ValuesOf(layout, rank).CopyTo(summary);

    public override void Begin(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        ReadOnlySpan<float> gradient) =>
        gradient.CopyTo(pooled.ValuesOf(layout, rank));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddGradient(LayerLayout layout, PooledStates pooled, AlignedBuffer? query, PackedRows packed, int t,
        float* gradient, nint stride)
    {
        float* max = pooled.Values.Pointer, from = pooled.Steps.Pointer;
        TVector before = TLanes.All(t - 0.5f), after = TLanes.All(t + 0.5f);
        for (int row = 0; row < packed.Active(t); row++, gradient += stride, max += layout.HiddenStride, from += layout.HiddenStride)
        {
            for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
            {
                TVector step = TLanes.Load(from + j);
                TVector share = TLanes.WhereGreater(step, before, TLanes.WhereGreater(after, step, TLanes.Load(max + j), TLanes.Zero),
                    TLanes.Zero);
                TLanes.Store(TLanes.Add(TLanes.Load(gradient + j), share), gradient + j);
            }
        }
    }
}
