using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>The mean of a row's states; NaN stays.</summary>
internal sealed unsafe class MeanPooling<TLanes, TVector> : PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, AlignedBuffer? query,
        PackedRows packed, int t)
    {
        float* hidden = workspace.StateAfter(packed, t), sums = pooled.Values.Pointer;
        for (int row = 0; row < packed.Active(t); row++, hidden += layout.StateStride, sums += layout.HiddenStride)
        {
            for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
                TLanes.Store(t == 0 ? TLanes.Load(hidden + j) : TLanes.Add(TLanes.Load(sums + j), TLanes.Load(hidden + j)), sums + j);
        }
    }

    public override void Finish(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        CollectedSteps steps, Span<float> summary) =>
        TensorPrimitives.Divide(pooled.ValuesOf(layout, rank), steps.Count, summary);

    public override void Begin(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        ReadOnlySpan<float> gradient) =>
        TensorPrimitives.Divide(gradient, packed.Length(rank), pooled.ValuesOf(layout, rank));

    public override void AddGradient(LayerLayout layout, PooledStates pooled, AlignedBuffer? query, PackedRows packed, int t,
        float* gradient, nint stride) =>
        AddRows(layout, pooled.Values.Pointer, 0, packed.Active(t), gradient, stride);
}
