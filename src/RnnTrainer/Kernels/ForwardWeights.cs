namespace RnnTrainer.Kernels;

/// <summary>The weights that lead from a sequence to its logits, as the kernels read them: padded with zeros to whole vectors.</summary>
internal class ForwardWeights(RnnLayout layout)
{
    public RnnLayout Layout { get; } = layout;

    /// <summary>W, [input + 1 + hidden, hidden]: from each part of a row of state to each hidden unit.</summary>
    public AlignedBuffer Recurrent { get; } = new(checked(layout.Inputs * layout.HiddenStride));

    /// <summary>V, [1 + hidden, classes], the bias first.</summary>
    public AlignedBuffer Head { get; } = new(checked((1 + layout.HiddenSize) * layout.ClassStride));

    /// <summary>Takes over parameters in PyTorch's layout.</summary>
    /// <param name="inputWeights">[hidden, input].</param>
    /// <param name="recurrentWeights">[hidden, hidden].</param>
    /// <param name="bias">[hidden].</param>
    /// <param name="headWeights">[classes, hidden].</param>
    /// <param name="headBias">[classes].</param>
    public virtual void Pack(
        ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> recurrentWeights, ReadOnlySpan<float> bias,
        ReadOnlySpan<float> headWeights, ReadOnlySpan<float> headBias)
    {
        int hidden = Layout.HiddenSize, stride = Layout.HiddenStride;
        Transpose.Copy(inputWeights, Layout.InputSize, Recurrent.Span, stride, hidden, Layout.InputSize);
        bias[..hidden].CopyTo(Recurrent.Span[(Layout.InputSize * stride)..]);
        Transpose.Copy(recurrentWeights, hidden, Recurrent.Span[((Layout.InputSize + 1) * stride)..], stride, hidden, hidden);

        headBias[..Layout.ClassCount].CopyTo(Head.Span);
        Transpose.Copy(headWeights, hidden, Head.Span[Layout.ClassStride..], Layout.ClassStride, Layout.ClassCount, hidden);
    }
}
