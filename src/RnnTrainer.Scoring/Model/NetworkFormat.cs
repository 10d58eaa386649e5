using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads the description of a network, little-endian:
/// <code>
/// int32   time steps (0: they differ), int32 input size
/// int32   layers, from the bottom; each: byte cell, byte activation, int32 units, byte whether bidirectional
/// byte    pooling (0: none, outputs come at each step)
/// byte    kind of the head, int32 outputs; of quantiles: single each one's level
/// </code>
/// The bytes of the parts are the values of their enums.
/// </summary>
internal static class NetworkFormat
{
    private const int LayerBytes = 3 * sizeof(byte) + sizeof(int);

    public static void Write(BinaryWriter writer, NetworkSpec network)
    {
        writer.Write(network.Input.TimeSteps);
        writer.Write(network.Input.Size);
        writer.Write(network.Layers.Count);
        foreach (LayerSpec layer in network.Layers)
        {
            writer.Write((byte)layer.Cell);
            writer.Write((byte)layer.Activation);
            writer.Write(layer.Size);
            writer.Write(layer.Bidirectional);
        }
        writer.Write((byte)network.Pooling);
        writer.Write((byte)network.Head.Kind);
        writer.Write(network.Head.Outputs);
        foreach (float level in network.Head.Levels ?? [])
            writer.Write(level);
    }

    /// <exception cref="FormatException">There is no such network.</exception>
    public static NetworkSpec Read(BoundedReader reader)
    {
        InputSpec input = new(reader.ReadInt32(), reader.ReadInt32());
        LayerSpec[] layers = new LayerSpec[reader.ReadCount(LayerBytes, "layers")];
        foreach (ref LayerSpec layer in layers.AsSpan())
            layer = new((RnnCell)reader.ReadByte(), (RnnActivation)reader.ReadByte(), reader.ReadInt32(), reader.ReadBoolean());
        RnnPooling pooling = (RnnPooling)reader.ReadByte();
        return Checked(new(input, [.. layers], pooling, ReadHead(reader)));
    }

    private static HeadSpec ReadHead(BoundedReader reader)
    {
        HeadSpec head = new((RnnHead)reader.ReadByte(), reader.ReadInt32());
        if (head.Kind != RnnHead.Quantiles)
            return head;
        reader.CheckRoom(head.Outputs, sizeof(float), "levels");
        float[] levels = new float[head.Outputs];
        foreach (ref float level in levels.AsSpan())
            level = reader.ReadSingle();
        return head with { Levels = new(levels) };
    }

    /// <exception cref="FormatException">There is no such network.</exception>
    public static NetworkSpec Checked(NetworkSpec network) => network.IsValid ? network
        : throw new FormatException($"its form is impossible: {CountText.Of(network.Layers.Count, "layer")} of "
            + $"[{ErrorText.List(network.Layers, layer => $"{layer.Size}")}] units on {network.Input}");
}
