namespace RnnTrainer.Kernels;

/// <summary>What a block of up to <see cref="MaxRows"/> rows needs while it is scored. For one thread at a time.</summary>
internal sealed class ScoringWorkspace
{
    private readonly int sequenceLength;

    public ScoringWorkspace(RnnLayout layout, int maxRows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        Layout = layout;
        MaxRows = maxRows;
        sequenceLength = checked(layout.TimeSteps * layout.InputSize);
        Sequences = new(checked(maxRows * sequenceLength));
        State = new(checked(2 * maxRows * layout.StateStride));
        Logits = new(checked(maxRows * layout.ClassStride));
        for (int row = 0; row < 2 * maxRows; row++)
            State.Span[row * layout.StateStride + layout.HiddenOffset - 1] = 1;
    }

    public RnnLayout Layout { get; }

    public int MaxRows { get; }

    /// <summary>[rows, time steps x input].</summary>
    public AlignedBuffer Sequences { get; }

    /// <summary>Two slabs, [2, rows, state], used in turn: one holds x(t), 1 and h(t-1), the other receives h(t).</summary>
    public AlignedBuffer State { get; }

    /// <summary>[rows, classes]: logits, then probabilities.</summary>
    public AlignedBuffer Logits { get; }

    /// <summary>Where the sequence of a row belongs, [time steps x input].</summary>
    public Span<float> Sequence(int row) => Sequences.Span.Slice(row * sequenceLength, sequenceLength);

    /// <summary>The result of a row, [classes].</summary>
    public ReadOnlySpan<float> Probabilities(int row) => Logits.Span.Slice(row * Layout.ClassStride, Layout.ClassCount);
}
