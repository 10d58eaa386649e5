using RnnTrainer.Network;

namespace RnnTrainer;

/// <summary>Describes one recurrent layer of a network. An immutable value.</summary>
public sealed record RnnLayer
{
    internal RnnLayer(LayerSpec layer)
    {
        Cell = layer.Cell;
        Activation = layer.Activation;
        HiddenSize = layer.Size;
        Bidirectional = layer.Bidirectional;
    }

    /// <summary>Gets the recurrent cell.</summary>
    public RnnCell Cell { get; }

    /// <summary>Gets the activation of <see cref="RnnCell.Rnn"/>; tanh for cells with their own activations.</summary>
    public RnnActivation Activation { get; }

    /// <summary>Gets the number of units, per direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Gets whether the layer reads the sequence in both directions.</summary>
    public bool Bidirectional { get; }
}
