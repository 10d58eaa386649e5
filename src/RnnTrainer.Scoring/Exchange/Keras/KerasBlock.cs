namespace RnnTrainer.Exchange.Keras;

/// <summary>The arrays of one direction of a recurrent layer.</summary>
/// <param name="Kernel">[inputs, gates x units].</param>
/// <param name="Recurrent">[units, gates x units].</param>
/// <param name="Bias">[gates x units], of a GRU [2, gates x units]; null: it has none.</param>
internal sealed record KerasBlock(NpyArray Kernel, NpyArray Recurrent, NpyArray? Bias)
{
    /// <summary>How many there are.</summary>
    public int Count => Bias is null ? 2 : 3;

    /// <summary>Whether the other may be the other direction of the same layer.</summary>
    public bool Pairs(KerasBlock other) => (Kernel.Rows, Recurrent.Rows, Recurrent.Columns, Count)
        == (other.Kernel.Rows, other.Recurrent.Rows, other.Recurrent.Columns, other.Count);

    /// <summary>The layer, with its other direction if it has one.</summary>
    /// <exception cref="InvalidDataException">It is a layer that this library does not compute.</exception>
    public RnnKerasLayer ToLayer(KerasBlock? backward)
    {
        float[,] kernel = Kernel.ToMatrix(), recurrent = Recurrent.ToMatrix();
        try
        {
            return Bias switch
            {
                null => new(kernel, recurrent) { Backward = backward?.ToLayer(null) },
                { IsMatrix: true } => new(kernel, recurrent, Bias.ToMatrix()) { Backward = backward?.ToLayer(null) },
                { IsMatrix: false } => new(kernel, recurrent, Bias.ToVector()) { Backward = backward?.ToLayer(null) },
            };
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{Kernel}, {Recurrent}: {exception.Message}", exception);
        }
    }
}
