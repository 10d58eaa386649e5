namespace RnnTrainer.Benchmarks;

/// <summary>
/// A network that RnnTrainer and TorchSharp both can build: recurrent layers over the rows of a digit, a summary of their states, a linear
/// layer.
/// </summary>
/// <param name="Cell">The recurrent cell; <see cref="RnnCell.Rnn"/> with tanh.</param>
/// <param name="HiddenSize">Units of each layer, in each direction.</param>
internal sealed record NetworkForm(RnnCell Cell, int HiddenSize)
{
    public int Layers { get; init; } = 1;

    public bool Bidirectional { get; init; }

    public RnnPooling Pooling { get; init; } = RnnPooling.Last;

    public float Dropout { get; init; }

    public float RecurrentDropout { get; init; }

    /// <summary>The cell as tables show it.</summary>
    public string CellName => Cell switch { RnnCell.Rnn => "RNN tanh", RnnCell.Lstm => "LSTM", RnnCell.Gru => "GRU" };

    /// <summary>Layers and directions as tables show them.</summary>
    public string LayersName => $"{Layers} layer{(Layers == 1 ? "" : "s")}, {(Bidirectional ? "both directions" : "one direction")}";

    /// <summary>
    /// Nominal floating-point operations of training on one time step of one row: 3 x 2 x (I + H) x G x H for each layer and
    /// direction, I its inputs, H its units, G its gates. A multiply and an add for each weight, once forward, once for the
    /// gradient by the inputs and states, once by the weights.
    /// </summary>
    public double FlopsPerTimeStep
    {
        get
        {
            int gates = Cell switch { RnnCell.Rnn => 1, RnnCell.Lstm => 4, RnnCell.Gru => 3 };
            int states = HiddenSize * (Bidirectional ? 2 : 1);
            return Enumerable.Range(0, Layers)
                .Sum(layer => 3.0 * 2 * ((layer == 0 ? Digits.InputSize : states) + HiddenSize) * gates * states);
        }
    }

    /// <summary>The network that these options ask for.</summary>
    public static NetworkForm Of(RnnOptions options) => new(options.Cell, options.HiddenSize)
    {
        Layers = options.Layers,
        Bidirectional = options.Bidirectional,
        Pooling = options.Pooling,
        Dropout = options.Dropout,
        RecurrentDropout = options.RecurrentDropout,
    };

    /// <summary>The same options for this network.</summary>
    public RnnOptions ApplyTo(RnnOptions options) => options with
    {
        Cell = Cell,
        HiddenSize = HiddenSize,
        Layers = Layers,
        Bidirectional = Bidirectional,
        Pooling = Pooling,
        Dropout = Dropout,
        RecurrentDropout = RecurrentDropout,
    };
}
