namespace RnnTrainer.Network;

/// <summary>One recurrent layer.</summary>
/// <param name="Cell">Its cell.</param>
/// <param name="Activation">Its activation, where the cell has a choice of one.</param>
/// <param name="Size">Units, in each direction.</param>
/// <param name="Bidirectional">Whether it reads the sequence in both directions.</param>
internal sealed record LayerSpec(RnnCell Cell, RnnActivation Activation, int Size, bool Bidirectional)
{
    public CellForm Form => CellForm.Of(Cell);

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Values that the layer gives at each step: the units of both directions.</summary>
    public int Outputs => Size * Directions;

    public bool IsValid => Size >= 1 && Enum.IsDefined(Cell) && Enum.IsDefined(Activation)
        && (Form.HasActivation || Activation == RnnActivation.Tanh);

    /// <summary>
    /// The parameters of a layer of so many inputs, in PyTorch's layout: for each direction input weights, recurrent weights, input
    /// bias, and where the cell keeps it apart the recurrent bias; in each the gates (LSTM: i f g o, GRU: r z n) one below the other.
    /// </summary>
    public IEnumerable<ParameterForm> Parameters(int inputs)
    {
        int rows = checked(Form.Gates * Size);
        for (int direction = 0; direction < Directions; direction++)
        {
            yield return new(ParameterRole.InputWeights, direction, [rows, inputs], Size);
            yield return new(ParameterRole.RecurrentWeights, direction, [rows, Size], Size);
            yield return new(ParameterRole.InputBias, direction, [rows], Size);
            if (Form.HasRecurrentBias)
                yield return new(ParameterRole.RecurrentBias, direction, [rows], Size);
        }
    }

    public override string ToString() =>
        $"{Size} {Cell}{(Form.HasActivation ? $" ({Activation})" : "")} units{(Bidirectional ? " in both directions" : "")}";
}
