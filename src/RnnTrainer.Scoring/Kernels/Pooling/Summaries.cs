namespace RnnTrainer.Kernels;

/// <summary>All summaries of a network's top layer, each by its kernel.</summary>
internal static unsafe class Summaries<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Takes in h(t) of the active rows.</summary>
    public static void Collect(RnnLayout layout, DirectionWorkspace workspace, PackedRows packed, int t)
    {
        for (int i = 0; i < layout.Summaries.Count; i++)
            PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]).Collect(layout.Top, workspace, workspace.Summaries[i], packed, t);
    }

    /// <summary>Puts the summaries of a direction among the head's inputs.</summary>
    public static void Finish(RnnLayout layout, RnnWorkspace workspace, int direction)
    {
        DirectionWorkspace from = workspace.Of(layout.Layers.Count - 1, direction);
        for (int rank = 0; rank < workspace.Packed.Rows; rank++)
        {
            Finish(layout, from, workspace.Packed, direction, rank, workspace.Packed.Length(rank),
                workspace.Pooled.Span.Slice(rank * layout.PooledStride + layout.PooledOffset, layout.PooledSize));
        }
    }

    /// <summary>Puts the summaries of a direction's first steps among the inputs of the head for a row, [pooled].</summary>
    public static void Finish(RnnLayout layout, DirectionWorkspace workspace, PackedRows packed, int direction, int rank, int steps,
        Span<float> pooled)
    {
        int hidden = layout.Top.HiddenSize;
        for (int i = 0; i < layout.Summaries.Count; i++)
        {
            ReadOnlySpan<float> all = workspace.Summaries[i].Values.Span;
            ReadOnlySpan<float> collected = all.IsEmpty ? default : all.Slice(rank * layout.Top.HiddenStride, hidden);
            PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i])
                .Finish(workspace, collected, packed, rank, steps, pooled.Slice(layout.PlaceOf(i, direction), hidden));
        }
    }

    /// <summary>Takes a direction's share out of the gradient by the head's inputs.</summary>
    public static void Begin(RnnLayout layout, RnnWorkspace workspace, int direction)
    {
        DirectionWorkspace to = workspace.Of(layout.Layers.Count - 1, direction);
        int hidden = layout.Top.HiddenSize;
        for (int rank = 0; rank < workspace.Packed.Rows; rank++)
        {
            ReadOnlySpan<float> gradient = workspace.PooledGradient.Span.Slice(rank * layout.PooledStride, layout.PooledSize);
            for (int i = 0; i < layout.Summaries.Count; i++)
            {
                PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]).Begin(gradient.Slice(layout.PlaceOf(i, direction), hidden),
                    workspace.Packed.Length(rank), to.Summaries[i].Values.Span.Slice(rank * layout.Top.HiddenStride, hidden));
            }
        }
    }

    /// <summary>Adds what the summaries bring to the gradient by h(t), [active rows, hidden].</summary>
    public static void AddGradient(RnnLayout layout, DirectionWorkspace workspace, PackedRows packed, int t, float* gradient, nint stride)
    {
        for (int i = 0; i < layout.Summaries.Count; i++)
            PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i])
                .AddGradient(layout.Top, workspace.Summaries[i], packed, t, gradient, stride);
    }
}
