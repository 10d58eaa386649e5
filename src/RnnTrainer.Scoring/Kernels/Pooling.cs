using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>Summaries of the top layer's states over time: collected step by step, and their gradient given back to the steps.</summary>
internal static unsafe class Pooling<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Takes h(t) of the active rows into the sums and the largest values; NaN stays in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(LayerLayout layout, DirectionWorkspace workspace, PackedRows packed, int t)
    {
        float* hidden = workspace.State.Pointer + (nint)packed.Start(t + 1) * layout.StateStride + layout.HiddenOffset;
        TVector step = TLanes.All(t);
        for (int row = 0; row < packed.Active(t); row++, hidden += layout.StateStride)
        {
            nint place = (nint)row * layout.HiddenStride;
            if (workspace.Mean.Length > 0)
            {
                float* sums = workspace.Mean.Pointer + place;
                for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
                    TLanes.Store(t == 0 ? TLanes.Load(hidden + j) : TLanes.Add(TLanes.Load(sums + j), TLanes.Load(hidden + j)), sums + j);
            }
            if (workspace.Max.Length > 0)
            {
                float* max = workspace.Max.Pointer + place, from = workspace.MaxStep.Pointer + place;
                for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
                {
                    TVector h = TLanes.Load(hidden + j), old = TLanes.Load(max + j);
                    TLanes.Store(t == 0 ? h : TLanes.WhereNaN(h, h, TLanes.WhereGreater(h, old, h, old)), max + j);
                    TLanes.Store(t == 0 ? step : TLanes.WhereGreater(h, old, step, TLanes.Load(from + j)), from + j);
                }
            }
        }
    }

    /// <summary>Puts the summaries of a direction among the head's inputs.</summary>
    public static void Finish(RnnLayout layout, RnnWorkspace workspace, int direction)
    {
        DirectionWorkspace from = workspace.Of(layout.Layers.Count - 1, direction);
        for (int rank = 0; rank < workspace.Packed.Rows; rank++)
        {
            Span<float> pooled = workspace.Pooled.Span.Slice(rank * layout.PooledStride + layout.PooledOffset, layout.PooledSize);
            int length = workspace.Packed.Length(rank), place = rank * layout.Top.HiddenStride, hidden = layout.Top.HiddenSize;
            if (layout.Has(RnnPooling.Last))
                from.Hidden(workspace.Packed, length - 1, rank).CopyTo(pooled[layout.PlaceOf(RnnPooling.Last, direction)..]);
            if (layout.Has(RnnPooling.Mean))
                System.Numerics.Tensors.TensorPrimitives.Divide(from.Mean.Span.Slice(place, hidden), length, pooled[layout.PlaceOf(RnnPooling.Mean, direction)..]);
            if (layout.Has(RnnPooling.Max))
                from.Max.Span.Slice(place, hidden).CopyTo(pooled[layout.PlaceOf(RnnPooling.Max, direction)..]);
        }
    }

    /// <summary>Takes a direction's share out of the gradient by the head's inputs.</summary>
    public static void Begin(RnnLayout layout, RnnWorkspace workspace, int direction)
    {
        DirectionWorkspace to = workspace.Of(layout.Layers.Count - 1, direction);
        for (int rank = 0; rank < workspace.Packed.Rows; rank++)
        {
            ReadOnlySpan<float> gradient = workspace.PooledGradient.Span.Slice(rank * layout.PooledStride, layout.PooledSize);
            int place = rank * layout.Top.HiddenStride, hidden = layout.Top.HiddenSize;
            if (layout.Has(RnnPooling.Last))
                gradient.Slice(layout.PlaceOf(RnnPooling.Last, direction), hidden).CopyTo(to.LastGradient.Span[place..]);
            if (layout.Has(RnnPooling.Mean))
                System.Numerics.Tensors.TensorPrimitives.Divide(gradient.Slice(layout.PlaceOf(RnnPooling.Mean, direction), hidden), workspace.Packed.Length(rank), to.Mean.Span[place..]);
            if (layout.Has(RnnPooling.Max))
                gradient.Slice(layout.PlaceOf(RnnPooling.Max, direction), hidden).CopyTo(to.Max.Span[place..]);
        }
    }

    /// <summary>Adds what the summaries bring to the gradient by h(t), [active rows, hidden].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(LayerLayout layout, RnnPooling pooling, DirectionWorkspace workspace, PackedRows packed, int t, float* gradient, nint stride)
    {
        int firstEnding = t + 1 < packed.Steps ? packed.Active(t + 1) : 0;
        TVector before = TLanes.All(t - 0.5f), after = TLanes.All(t + 0.5f);
        for (int row = 0; row < packed.Active(t); row++)
        {
            float* d = gradient + row * stride;
            nint place = (nint)row * layout.HiddenStride;
            if (row >= firstEnding && (pooling & RnnPooling.Last) != 0)
                Add(d, workspace.LastGradient.Pointer + place, layout.HiddenColumns);
            if ((pooling & RnnPooling.Mean) != 0)
                Add(d, workspace.Mean.Pointer + place, layout.HiddenColumns);
            if ((pooling & RnnPooling.Max) != 0)
            {
                float* max = workspace.Max.Pointer + place, from = workspace.MaxStep.Pointer + place;
                for (int j = 0; j < layout.HiddenColumns; j += TLanes.Count)
                {
                    TVector step = TLanes.Load(from + j);
                    TVector share = TLanes.WhereGreater(step, before, TLanes.WhereGreater(after, step, TLanes.Load(max + j), TLanes.Zero), TLanes.Zero);
                    TLanes.Store(TLanes.Add(TLanes.Load(d + j), share), d + j);
                }
            }
        }
    }

    /// <summary>a += b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, float* b, int columns)
    {
        for (int j = 0; j < columns; j += TLanes.Count)
            TLanes.Store(TLanes.Add(TLanes.Load(a + j), TLanes.Load(b + j)), a + j);
    }
}
