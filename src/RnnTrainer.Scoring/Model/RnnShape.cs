namespace RnnTrainer.Model;

/// <summary>The sizes and the form that determine a network, and where each parameter lies in the flat parameter vector.</summary>
/// <remarks>
/// The flat vector holds, for each layer, and in it for each direction, in PyTorch's layout, row-major, gates (LSTM: i f g o, GRU:
/// r z n) one below the other: input weights [gates x hidden, inputs], recurrent weights [gates x hidden, hidden], bias
/// [gates x hidden], and for a GRU the recurrent bias [gates x hidden]. Then head weights [classes, pooled], head bias [classes].
/// The pooled vector holds, for each summary of the states, both directions' hidden units.
/// </remarks>
/// <param name="TimeSteps">Steps in each sequence; 0 when sequences differ in length.</param>
/// <param name="InputSize">Inputs at each step.</param>
/// <param name="HiddenSize">Units of a layer, in each direction.</param>
/// <param name="ClassCount">Classes.</param>
internal sealed record RnnShape(int TimeSteps, int InputSize, int HiddenSize, int ClassCount)
{
    public const int AnyTimeSteps = 0;
    public const int MaxLayers = 64;

    public const RnnPooling AllPooling = RnnPooling.Last | RnnPooling.Mean | RnnPooling.Max;

    public RnnCell Cell { get; init; } = RnnCell.Rnn;

    public RnnActivation Activation { get; init; } = RnnActivation.Tanh;

    public int Layers { get; init; } = 1;

    public bool Bidirectional { get; init; }

    public RnnPooling Pooling { get; init; } = RnnPooling.Last;

    public bool HasEqualLengths => TimeSteps != AnyTimeSteps;

    /// <summary>Values in a sequence, where all have the same length.</summary>
    public int SequenceLength => checked(TimeSteps * InputSize);

    public int Gates => GatesOf(Cell);

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Whether the recurrent weights have a bias of their own: where it could not be added to the other one.</summary>
    public bool HasRecurrentBias => Cell == RnnCell.Gru;

    /// <summary>Inputs of the head.</summary>
    public int PooledSize => HiddenSize * Directions * System.Numerics.BitOperations.PopCount((uint)Pooling);

    public int ParameterCount => Parameters[^1].Place.End.Value;

    /// <summary>Whether every size is positive and both a sequence and the parameters fit an array of floats.</summary>
    public bool IsValid
    {
        get
        {
            if (TimeSteps < 0 || InputSize < 1 || HiddenSize < 1 || ClassCount < 1 || Layers is < 1 or > MaxLayers)
                return false;
            if (!Enum.IsDefined(Cell) || !Enum.IsDefined(Activation) || Pooling == 0 || (Pooling & ~AllPooling) != 0)
                return false;
            Int128 parameters = (Int128)ClassCount * (HiddenSize * (Int128)Directions * 3 + 1);
            for (int layer = 0; layer < Layers; layer++)
                parameters += (Int128)Directions * Gates * HiddenSize * ((layer == 0 ? InputSize : (Int128)HiddenSize * Directions) + HiddenSize + 2);
            return parameters <= Array.MaxLength && (long)TimeSteps * InputSize <= Array.MaxLength;
        }
    }

    /// <summary>The network in words.</summary>
    public string Description => $"{Layers} layer(s) of {HiddenSize} {Cell}{(Cell == RnnCell.Rnn ? $" ({Activation})" : "")} units"
        + $"{(Bidirectional ? " in both directions" : "")} on {(HasEqualLengths ? TimeSteps : "any number of")} time steps x {InputSize} inputs, pooling {Pooling}, {ClassCount} classes";

    /// <summary>Every parameter, in the order of the flat vector.</summary>
    public IReadOnlyList<RnnParameter> Parameters => [.. Place()];

    /// <summary>Inputs of each unit of a layer.</summary>
    public int InputsOf(int layer) => layer == 0 ? InputSize : HiddenSize * Directions;

    /// <summary>How names of a layer's parameters end; direction 0 is forward, 1 backward.</summary>
    public static string Suffix(int layer, int direction) => direction == 0 ? $"_l{layer}" : $"_l{layer}_reverse";

    /// <summary>The cell whose recurrent weights are so many rows (gates x units) of so many units; null: there is none.</summary>
    public static RnnCell? CellOf(long rows, long units) =>
        units < 1 ? null : Enum.GetValues<RnnCell>().Cast<RnnCell?>().FirstOrDefault(cell => (Int128)units * GatesOf(cell!.Value) == rows);

    private static int GatesOf(RnnCell cell) => cell switch { RnnCell.Lstm => 4, RnnCell.Gru => 3, _ => 1 };

    private IEnumerable<RnnParameter> Place()
    {
        int end = 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = Suffix(layer, direction);
                yield return Next($"rnn.weight_ih{suffix}", Gates * HiddenSize, InputsOf(layer));
                yield return Next($"rnn.weight_hh{suffix}", Gates * HiddenSize, HiddenSize);
                yield return Next($"rnn.bias_ih{suffix}", Gates * HiddenSize);
                if (HasRecurrentBias)
                    yield return Next($"rnn.bias_hh{suffix}", Gates * HiddenSize);
            }
        }
        yield return Next("head.weight", ClassCount, PooledSize);
        yield return Next("head.bias", ClassCount);

        RnnParameter Next(string name, params int[] dimensions)
        {
            int start = end;
            end = checked(start + dimensions.Aggregate(1, (size, dimension) => checked(size * dimension)));
            return new(name, dimensions, start..end);
        }
    }
}
