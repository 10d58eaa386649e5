namespace RnnTrainer.Kernels;

/// <summary>What one layer in one direction needs for the rows of a workspace.</summary>
internal sealed class DirectionWorkspace
{
    private readonly LayerLayout layout;
    private readonly bool forTraining, needsOutputGradient, masksStates;
    private AlignedBuffer? output;
    private int capacity; // rows of all slabs

    public DirectionWorkspace(LayerLayout layout, int maxRows, bool forTraining, bool isTop, bool masksStates)
    {
        this.layout = layout;
        this.forTraining = forTraining;
        this.masksStates = masksStates;
        needsOutputGradient = forTraining && !isTop;
        int rows = checked(maxRows * layout.HiddenStride);
        StateGradient = new(forTraining && !layout.Form.IsPlain ? rows : 0);
        CellGradient = new(forTraining && layout.Form.HasCellState ? rows : 0);
        Mask = new(masksStates ? rows : 0);
        RecurrentGradient = new(masksStates ? rows : 0);
        InputGradient = new(forTraining ? checked(maxRows * layout.InputStride) : 0);
    }

    /// <summary>Z, slab by slab, [rows, state]: x(t), 1 and h(t-1), which recurrent dropout has masked: what products begin with.</summary>
    public AlignedBuffer State { get; private set; } = new(0);

    /// <summary>
    /// h as everything but the layer's own products has it, in rows like those of <see cref="State"/>; the same buffer, unless states are
    /// masked.
    /// </summary>
    public AlignedBuffer Output => output ?? State;

    /// <summary>
    /// Slab by slab, [rows, gates]: on the way forward the gates of LSTM and GRU, on the way back the gradient of the loss by what
    /// went into each gate.
    /// </summary>
    public AlignedBuffer Gates { get; private set; } = new(0);

    /// <summary>Slab by slab, [rows, hidden]: the gradient by h(t) that comes from the layer above.</summary>
    public AlignedBuffer OutputGradient { get; private set; } = new(0);

    /// <summary>[rows, hidden]: the gradient by h(t) on its way back through time. A SimpleRNN has it in <see cref="Gates"/>.</summary>
    public AlignedBuffer StateGradient { get; }

    /// <summary>[rows, hidden]: the gradient by LSTM's c(t).</summary>
    public AlignedBuffer CellGradient { get; }

    /// <summary>[rows, hidden]: what recurrent dropout multiplies h(t-1) by; empty without it.</summary>
    public AlignedBuffer Mask { get; }

    /// <summary>[rows, hidden]: the gradient by the masked h(t-1); empty without a mask.</summary>
    public AlignedBuffer RecurrentGradient { get; }

    /// <summary>[rows, input]: the gradient by the inputs of one step.</summary>
    public AlignedBuffer InputGradient { get; }

    /// <summary>Prepares for rows arranged anew: the ones stand where they belong, h before the first step is zero.</summary>
    public void Arrange(PackedRows packed)
    {
        if (packed.Total > capacity)
        {
            // All sizes first: what does not fit must fail before anything large is allocated.
            int rows = packed.Total, states = checked(rows * layout.StateStride);
            int gates = forTraining || !layout.Form.IsPlain ? checked(rows * layout.GateStride) : 0;
            int gradient = needsOutputGradient ? checked(rows * layout.HiddenStride) : 0;
            (State, Gates, OutputGradient) = (new(states), new(gates), new(gradient));
            if (masksStates)
                output = new(states);
            capacity = rows;
        }
        Span<float> state = State.Span;
        for (int row = 0; row < packed.Total; row++)
            state[row * layout.StateStride + layout.HiddenOffset - 1] = 1;
        for (int row = 0; row < packed.Rows; row++)
        {
            state.Slice(row * layout.StateStride + layout.HiddenOffset, layout.HiddenColumns).Clear();
            Output.Span.Slice(row * layout.StateStride + layout.HiddenOffset, layout.HiddenColumns).Clear();
        }
    }

    /// <summary>Where x of a row (by rank) belongs in a step's slab.</summary>
    public Span<float> Input(PackedRows packed, int step, int rank) =>
        State.Span.Slice((packed.Start(step) + rank) * layout.StateStride + layout.InputOffset, layout.InputSize);

    /// <summary>h after a step, of the active rows, one row of state after the other.</summary>
    public unsafe float* StateAfter(PackedRows packed, int step) =>
        Output.Pointer + (nint)packed.Start(step + 1) * layout.StateStride + layout.HiddenOffset;

    /// <summary>h after a step, of the row of a rank.</summary>
    public Span<float> Hidden(PackedRows packed, int step, int rank) =>
        Output.Span.Slice((packed.Start(step + 1) + rank) * layout.StateStride + layout.HiddenOffset, layout.HiddenSize);

    /// <summary>The cell's own state after a step, of the row of a rank, on the way forward; empty where it has none.</summary>
    public Span<float> CellState(PackedRows packed, int step, int rank) => !layout.Form.HasCellState ? []
        : Gates.Span.Slice((packed.Start(step) + rank) * layout.GateStride + layout.CellStateOffset, layout.HiddenSize);
}
