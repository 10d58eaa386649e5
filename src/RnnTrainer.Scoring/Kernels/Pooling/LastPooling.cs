namespace RnnTrainer.Kernels;

/// <summary>The state after a row's last step.</summary>
internal sealed unsafe class LastPooling<TLanes, TVector> : PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public override void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, AlignedBuffer? query,
        PackedRows packed, int t)
    {
        // The state stays where it is.
    }

    public override void Finish(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        CollectedSteps steps, Span<float> summary) =>
        workspace.Hidden(packed, steps.Last, rank).CopyTo(summary);

    public override void Begin(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        ReadOnlySpan<float> gradient) =>
        gradient.CopyTo(pooled.ValuesOf(layout, rank));

    public override void AddGradient(LayerLayout layout, PooledStates pooled, AlignedBuffer? query, PackedRows packed, int t,
        float* gradient, nint stride)
    {
        int firstEnding = t + 1 < packed.Steps ? packed.Active(t + 1) : 0;
        AddRows(layout, pooled.Values.Pointer, firstEnding, packed.Active(t), gradient, stride);
    }
}
