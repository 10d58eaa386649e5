using RnnTrainer.Network;

namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a network's description, little-endian:
/// <code>
/// int32   time steps (0: they differ), input size
/// int32   outputs, byte pooling
/// int32   layers; of each from the bottom: byte cell, byte activation, int32 units, byte whether bidirectional
/// </code>
/// Before 1.3 all layers were equal: int32 time steps, input size, units, outputs; and since 1.2 byte cell, byte activation, int32
/// layers, byte whether bidirectional, byte pooling, or else one layer of tanh RNN units that reads forward, and the last state.
/// </summary>
internal static class NetworkFormat
{
    public static void Write(BinaryWriter writer, NetworkSpec network)
    {
        writer.Write(network.Input.TimeSteps);
        writer.Write(network.Input.Size);
        writer.Write(network.Head.Outputs);
        writer.Write((byte)network.Pooling);
        writer.Write(network.Layers.Count);
        foreach (LayerSpec layer in network.Layers)
        {
            writer.Write((byte)layer.Cell);
            writer.Write((byte)layer.Activation);
            writer.Write(layer.Size);
            writer.Write(layer.Bidirectional);
        }
    }

    /// <param name="reader">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">There is no such network.</exception>
    public static NetworkSpec Read(BinaryReader reader, uint version)
    {
        InputSpec input = new(reader.ReadInt32(), reader.ReadInt32());
        NetworkSpec network = version < ModelVersion.Layers ? ReadEqualLayers(reader, input, version) : ReadLayers(reader, input);
        return network.IsValid ? network : throw new FormatException($"no network has its {network.Layers.Count} layer(s) on {input}");
    }

    private static NetworkSpec ReadLayers(BinaryReader reader, InputSpec input)
    {
        HeadSpec head = new(HeadKind.Softmax, reader.ReadInt32());
        RnnPooling pooling = (RnnPooling)reader.ReadByte();
        LayerSpec[] layers = new LayerSpec[CheckCount(reader.ReadInt32())];
        for (int i = 0; i < layers.Length; i++)
            layers[i] = new LayerSpec((RnnCell)reader.ReadByte(), (RnnActivation)reader.ReadByte(), reader.ReadInt32(), reader.ReadBoolean());
        return new(input, new ValueList<LayerSpec>(layers), pooling, head);
    }

    private static NetworkSpec ReadEqualLayers(BinaryReader reader, InputSpec input, uint version)
    {
        int size = reader.ReadInt32(), layers = 1;
        HeadSpec head = new(HeadKind.Softmax, reader.ReadInt32());
        LayerSpec layer = new(RnnCell.Rnn, RnnActivation.Tanh, size, Bidirectional: false);
        RnnPooling pooling = RnnPooling.Last;
        if (version >= ModelVersion.Forms)
        {
            layer = layer with { Cell = (RnnCell)reader.ReadByte(), Activation = (RnnActivation)reader.ReadByte() };
            layers = CheckCount(reader.ReadInt32());
            layer = layer with { Bidirectional = reader.ReadBoolean() };
            pooling = (RnnPooling)reader.ReadByte();
        }
        return new(input, layer, layers, pooling, head);
    }

    private static int CheckCount(int layers) =>
        layers is >= 1 and <= NetworkSpec.MaxLayers ? layers : throw new FormatException($"it has {layers} layers");
}
