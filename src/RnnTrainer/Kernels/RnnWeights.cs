namespace RnnTrainer.Kernels;

/// <summary>The weights as the kernels read them: padded with zeros, and also transposed where a gradient flows back.</summary>
internal sealed class RnnWeights(RnnLayout layout)
{
    /// <summary>W, [input + 1 + hidden, hidden]: from each part of a row of state to each hidden unit.</summary>
    public AlignedBuffer Recurrent { get; } = new(layout.Inputs * layout.HiddenStride);

    /// <summary>W_hh, [hidden, hidden]: from each hidden unit back to the one it came from.</summary>
    public AlignedBuffer RecurrentBack { get; } = new(layout.HiddenSize * layout.HiddenStride);

    /// <summary>V, [1 + hidden, classes], the bias first.</summary>
    public AlignedBuffer Head { get; } = new((1 + layout.HiddenSize) * layout.ClassStride);

    /// <summary>V back, [classes, hidden].</summary>
    public AlignedBuffer HeadBack { get; } = new(layout.ClassCount * layout.HiddenStride);

    /// <summary>Takes over parameters in PyTorch's layout.</summary>
    /// <param name="inputWeights">[hidden, input].</param>
    /// <param name="recurrentWeights">[hidden, hidden].</param>
    /// <param name="bias">[hidden].</param>
    /// <param name="headWeights">[classes, hidden].</param>
    /// <param name="headBias">[classes].</param>
    public void Pack(
        ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> recurrentWeights, ReadOnlySpan<float> bias,
        ReadOnlySpan<float> headWeights, ReadOnlySpan<float> headBias)
    {
        int hidden = layout.HiddenSize, stride = layout.HiddenStride;
        Transpose.Copy(inputWeights, layout.InputSize, Recurrent.Span, stride, hidden, layout.InputSize);
        bias[..hidden].CopyTo(Recurrent.Span[(layout.InputSize * stride)..]);
        Transpose.Copy(recurrentWeights, hidden, Recurrent.Span[((layout.InputSize + 1) * stride)..], stride, hidden, hidden);
        CopyRows(recurrentWeights, hidden, RecurrentBack.Span, stride, hidden);

        headBias[..layout.ClassCount].CopyTo(Head.Span);
        Transpose.Copy(headWeights, hidden, Head.Span[layout.ClassStride..], layout.ClassStride, layout.ClassCount, hidden);
        CopyRows(headWeights, hidden, HeadBack.Span, stride, layout.ClassCount);
    }

    private static void CopyRows(ReadOnlySpan<float> source, int columns, Span<float> destination, int stride, int rows)
    {
        for (int r = 0; r < rows; r++)
            source.Slice(r * columns, columns).CopyTo(destination[(r * stride)..]);
    }
}
