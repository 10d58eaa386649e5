namespace RnnTrainer.Kernels;

/// <summary>The weights for training: those that lead forward, and the same ones transposed where a gradient flows back.</summary>
internal sealed class RnnWeights(RnnLayout layout) : ForwardWeights(layout)
{
    /// <summary>W_hh, [hidden, hidden]: from each hidden unit back to the one it came from.</summary>
    public AlignedBuffer RecurrentBack { get; } = new(checked(layout.HiddenSize * layout.HiddenStride));

    /// <summary>V back, [classes, hidden].</summary>
    public AlignedBuffer HeadBack { get; } = new(checked(layout.ClassCount * layout.HiddenStride));

    /// <inheritdoc/>
    public override void Pack(
        ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> recurrentWeights, ReadOnlySpan<float> bias,
        ReadOnlySpan<float> headWeights, ReadOnlySpan<float> headBias)
    {
        base.Pack(inputWeights, recurrentWeights, bias, headWeights, headBias);
        CopyRows(recurrentWeights, Layout.HiddenSize, RecurrentBack.Span, Layout.HiddenStride, Layout.HiddenSize);
        CopyRows(headWeights, Layout.HiddenSize, HeadBack.Span, Layout.HiddenStride, Layout.ClassCount);
    }

    private static void CopyRows(ReadOnlySpan<float> source, int columns, Span<float> destination, int stride, int rows)
    {
        for (int r = 0; r < rows; r++)
            source.Slice(r * columns, columns).CopyTo(destination[(r * stride)..]);
    }
}
