using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// One summary of the top layer's states over time: collected step by step, and its gradient given back to the steps. A direction's
/// steps are counted as it reads them.
/// </summary>
internal abstract unsafe class PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private static readonly PoolingKernel<TLanes, TVector> Last = new LastPooling<TLanes, TVector>(),
        Mean = new MeanPooling<TLanes, TVector>(), Max = new MaxPooling<TLanes, TVector>(),
        Attention = new AttentionPooling<TLanes, TVector>();

    public static PoolingKernel<TLanes, TVector> Of(RnnPooling summary) => summary switch
    {
        RnnPooling.None or RnnPooling.Last => Last,
        RnnPooling.Mean => Mean,
        RnnPooling.Max => Max,
        RnnPooling.Attention => Attention,
    };

    /// <summary>Takes in h(t) of the active rows.</summary>
    /// <param name="layout">The layer.</param>
    /// <param name="workspace">A direction's states.</param>
    /// <param name="pooled">Receives what is collected of them.</param>
    /// <param name="query">The direction's share of the summary's weights, [hidden]; null: it has none.</param>
    /// <param name="packed">How the rows are arranged.</param>
    /// <param name="t">The step.</param>
    public abstract void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, AlignedBuffer? query,
        PackedRows packed, int t);

    /// <summary>
    /// Joins what was collected of a row's first steps in the workspace in both directions, where its directions need each other.
    /// </summary>
    public virtual void Join(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank, int steps)
    {
    }

    /// <summary>Gives out a row's summary, of the steps that were collected.</summary>
    /// <param name="layout">The layer.</param>
    /// <param name="workspace">A direction's states.</param>
    /// <param name="pooled">What was collected of them.</param>
    /// <param name="packed">How the rows are arranged.</param>
    /// <param name="rank">The row.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="summary">Receives the summary, [hidden].</param>
    public abstract void Finish(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        CollectedSteps steps, Span<float> summary);

    /// <summary>Turns the gradient by a row's summary into what a state gets of it.</summary>
    /// <param name="layout">The layer.</param>
    /// <param name="workspace">A direction's states.</param>
    /// <param name="pooled">Receives the share.</param>
    /// <param name="packed">How the rows are arranged.</param>
    /// <param name="rank">The row.</param>
    /// <param name="gradient">By the summary, [hidden].</param>
    public abstract void Begin(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        ReadOnlySpan<float> gradient);

    /// <summary>The way back through <see cref="Join"/>, after <see cref="Begin"/>.</summary>
    public virtual void JoinBack(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank)
    {
    }

    /// <summary>The gradient by a direction's share of the summary's weights, after <see cref="JoinBack"/>, where it has weights.</summary>
    public virtual void WeightGradient(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed,
        AlignedBuffer gradient)
    {
    }

    /// <summary>Adds the summary's share to the gradient by h(t), [active rows, hidden].</summary>
    public abstract void AddGradient(LayerLayout layout, PooledStates pooled, AlignedBuffer? query, PackedRows packed, int t,
        float* gradient, nint stride);

    /// <summary>Adds [rows, hidden] to the gradient by h(t), from a row on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRows(LayerLayout layout, float* share, int firstRow, int endRow, float* gradient, nint stride)
    {
        for (int row = firstRow; row < endRow; row++)
            Sum<TLanes, TVector>.Add(gradient + row * stride, share + (nint)row * layout.HiddenStride, layout.HiddenColumns);
    }
}
