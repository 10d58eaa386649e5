using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>One summary of the top layer's states over time: collected step by step, and its gradient given back to the steps.</summary>
internal abstract unsafe class PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private static readonly PoolingKernel<TLanes, TVector> Last = new LastPooling<TLanes, TVector>(),
        Mean = new MeanPooling<TLanes, TVector>(), Max = new MaxPooling<TLanes, TVector>();

    public static PoolingKernel<TLanes, TVector> Of(RnnPooling summary) => summary switch
    {
        RnnPooling.Last => Last,
        RnnPooling.Mean => Mean,
        RnnPooling.Max => Max,
    };

    /// <summary>Takes in h(t) of the active rows.</summary>
    public abstract void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int t);

    /// <summary>Gives out a row's summary, of the steps that were collected.</summary>
    /// <param name="workspace">The states.</param>
    /// <param name="collected">The row's share of what was collected, [hidden].</param>
    /// <param name="packed">How the rows are arranged.</param>
    /// <param name="rank">The row.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="summary">Receives the summary, [hidden].</param>
    public abstract void Finish(DirectionWorkspace workspace, ReadOnlySpan<float> collected, PackedRows packed, int rank, int steps,
        Span<float> summary);

    /// <summary>Turns the gradient by a row's summary into what a state gets of it.</summary>
    /// <param name="gradient">By the summary, [hidden].</param>
    /// <param name="steps">The row's steps.</param>
    /// <param name="share">Receives the share, [hidden].</param>
    public abstract void Begin(ReadOnlySpan<float> gradient, int steps, Span<float> share);

    /// <summary>Adds the summary's share to the gradient by h(t), [active rows, hidden].</summary>
    public abstract void AddGradient(LayerLayout layout, PooledStates pooled, PackedRows packed, int t, float* gradient, nint stride);

    /// <summary>Adds [rows, hidden] to the gradient by h(t), from a row on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRows(LayerLayout layout, float* share, int firstRow, int endRow, float* gradient, nint stride)
    {
        for (int row = firstRow; row < endRow; row++)
            Sum<TLanes, TVector>.Add(gradient + row * stride, share + (nint)row * layout.HiddenStride, layout.HiddenColumns);
    }
}
