using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>What a cell is made of: its gates, the products of weights that they come from, and what others call it.</summary>
/// <param name="Products">The products that make the gates.</param>
/// <param name="Blocks">Blocks of units in a row of gates: sums, and what a step keeps for the way back.</param>
/// <param name="Names">The cell in other frameworks.</param>
internal sealed record CellForm(ValueList<GateProduct> Products, int Blocks, CellNames Names)
{
    // h(t) is its one gate, activated.
    private static readonly CellForm Rnn = new([new(true, true, 0, 0, 1)], Blocks: 1, new("RNN", "SimpleRNN", [0], "RNN", [0]))
    {
        HasActivation = true,
        IsPlain = true,
    };

    // i, f, g, o, and the cell's own state c; Keras: i, f, c = g, o; ONNX: i, o, f, c = g. An LSTM should remember before it has
    // learned to forget: Jozefowicz et al. 2015.
    private static readonly CellForm Lstm = new(
        [new(true, true, 0, 0, 4)], Blocks: 5, new("LSTM", "LSTM", [0, 1, 2, 3], "LSTM", [0, 3, 1, 2]))
    {
        HasCellState = true,
        OpenGate = 1,
    };

    // r, z, and n, whose two sums stay apart; Keras and ONNX: z, r, h = n.
    private static readonly CellForm Gru = new(
        [new(true, true, 0, 0, 2), new(true, false, 2, 2, 1), new(false, true, 2, 3, 1)], Blocks: 4,
        new("GRU", "GRU", [1, 0, 2], "GRU", [1, 0, 2]) { HasLinearBeforeReset = true })
    {
        PassesStateOn = true,
    };

    public static CellForm Of(RnnCell cell) => cell switch
    {
        RnnCell.Rnn => Rnn,
        RnnCell.Lstm => Lstm,
        RnnCell.Gru => Gru,
    };

    /// <summary>The cell whose recurrent weights are so many rows (gates x units) of so many units; null: there is none.</summary>
    public static RnnCell? CellOf(long rows, long units) =>
        units < 1 ? null : Enum.GetValues<RnnCell>().Cast<RnnCell?>().FirstOrDefault(cell => (Int128)units * Of(cell!.Value).Gates == rows);

    /// <summary>Whether <see cref="RnnActivation"/> says what the units do.</summary>
    public bool HasActivation { get; private init; }

    /// <summary>Whether h(t) is the one gate, which then needs no row of its own.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>Whether a second state goes from step to step, with a gradient of its own.</summary>
    public bool HasCellState { get; private init; }

    /// <summary>Whether part of h(t-1) goes into h(t) without a product, and its gradient back.</summary>
    public bool PassesStateOn { get; private init; }

    /// <summary>The gate whose bias begins as 1; null: all begin as 0.</summary>
    public int? OpenGate { get; private init; }

    /// <summary>Gates, as PyTorch counts them.</summary>
    public int Gates { get; } = Products.Max(product => product.FirstGate + product.Gates);

    /// <summary>Whether the recurrent weights have a bias of their own: where it could not be added to the other one.</summary>
    public bool HasRecurrentBias { get; } = Products.Any(product => product.FromHidden && !product.FromInput);
}
