using RnnTrainer.Network;

namespace RnnTrainer;

/// <summary>What one recurrent layer of a network is. An immutable value.</summary>
public sealed record RnnLayer
{
    internal RnnLayer(LayerSpec layer)
    {
        Cell = layer.Cell;
        Activation = layer.Activation;
        HiddenSize = layer.Size;
        Bidirectional = layer.Bidirectional;
    }

    /// <summary>The recurrent cell.</summary>
    public RnnCell Cell { get; }

    /// <summary>The activation of <see cref="RnnCell.Rnn"/>; tanh where the cell has activations of its own.</summary>
    public RnnActivation Activation { get; }

    /// <summary>Units, in each direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether the layer reads the sequence in both directions.</summary>
    public bool Bidirectional { get; }
}
