namespace RnnTrainer.Kernels;

/// <summary>What one part of a batch needs while its loss and gradient are computed.</summary>
internal sealed class RnnWorkspace
{
    public RnnWorkspace(RnnLayout layout, int maxRows)
    {
        Layout = layout;
        MaxRows = maxRows;
        State = new((layout.TimeSteps + 1) * maxRows * layout.StateStride);
        StateGradient = new(layout.TimeSteps * maxRows * layout.HiddenStride);
        Logits = new(maxRows * layout.ClassStride);
        RecurrentGradient = new(layout.Inputs * layout.HiddenStride);
        HeadGradient = new((1 + layout.HiddenSize) * layout.ClassStride);
        Labels = new int[maxRows];
        Sequence = new float[layout.TimeSteps * layout.InputSize];
    }

    public RnnLayout Layout { get; }

    public int MaxRows { get; }

    /// <summary>The rows in use; up to <see cref="MaxRows"/>.</summary>
    public int Rows { get; private set; }

    /// <summary>Z, [time steps + 1, rows, state]: slab t holds x(t), 1 and h(t-1).</summary>
    public AlignedBuffer State { get; }

    /// <summary>dZ, [time steps, rows, hidden]: the gradient of the loss by what goes into each tanh.</summary>
    public AlignedBuffer StateGradient { get; }

    /// <summary>[rows, classes]: logits, then their gradient.</summary>
    public AlignedBuffer Logits { get; }

    /// <summary>The gradient by <see cref="ForwardWeights.Recurrent"/>.</summary>
    public AlignedBuffer RecurrentGradient { get; }

    /// <summary>The gradient by <see cref="ForwardWeights.Head"/>.</summary>
    public AlignedBuffer HeadGradient { get; }

    /// <summary>The class of each row.</summary>
    public int[] Labels { get; }

    /// <summary>[time steps, input]: where the next row is put before <see cref="Load"/>.</summary>
    public float[] Sequence { get; }

    /// <summary>Sum of the rows' cross-entropies.</summary>
    public double Loss { get; set; }

    /// <summary>Rows whose largest logit is that of their class.</summary>
    public int Correct { get; set; }

    /// <summary>Prepares for another number of rows.</summary>
    public void Begin(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxRows);
        if (rows == Rows)
            return;
        Rows = rows;

        // The rows of all slabs lie elsewhere now: put the ones and the first zeros where they belong.
        State.Span.Clear();
        for (int row = 0; row < (Layout.TimeSteps + 1) * rows; row++)
            State.Span[row * Layout.StateStride + Layout.HiddenOffset - 1] = 1;
    }

    /// <summary>Puts <see cref="Sequence"/> and its class into a row.</summary>
    public void Load(int row, int label)
    {
        ReadOnlySpan<float> sequence = Sequence;
        Span<float> state = State.Span;
        for (int t = 0; t < Layout.TimeSteps; t++)
            sequence.Slice(t * Layout.InputSize, Layout.InputSize).CopyTo(state[((t * Rows + row) * Layout.StateStride + Layout.InputOffset)..]);
        Labels[row] = label;
    }

    /// <summary>Gives the gradients out in PyTorch's layout; the spans are as for <see cref="RnnWeights.Pack"/>.</summary>
    public void UnpackGradient(Span<float> inputWeights, Span<float> recurrentWeights, Span<float> bias, Span<float> headWeights, Span<float> headBias)
    {
        int hidden = Layout.HiddenSize, stride = Layout.HiddenStride;
        ReadOnlySpan<float> recurrent = RecurrentGradient.Span, head = HeadGradient.Span;
        Transpose.Copy(recurrent, stride, inputWeights, Layout.InputSize, Layout.InputSize, hidden);
        recurrent.Slice(Layout.InputSize * stride, hidden).CopyTo(bias);
        Transpose.Copy(recurrent[((Layout.InputSize + 1) * stride)..], stride, recurrentWeights, hidden, hidden, hidden);
        head[..Layout.ClassCount].CopyTo(headBias);
        Transpose.Copy(head[Layout.ClassStride..], Layout.ClassStride, headWeights, hidden, hidden, Layout.ClassCount);
    }
}
