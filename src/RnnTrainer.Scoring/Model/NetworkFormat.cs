using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads the description of a network, little-endian, as sections. The first is always there, the others where they say
/// something:
/// <code>
/// NETW  int32 time steps (0: they differ), int32 input size;
///       int32 layers, from the bottom; each: byte cell, byte activation, int32 units, byte whether bidirectional;
///       byte pooling (0: none, outputs come at each step);
///       byte kind of the head, int32 outputs; of quantiles those of one number, and single each one's level
/// NUMB  int32 numbers that have quantiles, each as many; without it: one
/// HIWY  nothing: a highway leads past the layers
/// NORM, MISS, BLCK, MEAN, EMBD, CATG  as InputFormat says; where there are none, inputs stay as they are
/// </code>
/// The bytes of the parts are the values of their enums.
/// </summary>
internal static class NetworkFormat
{
    private const string Network = "NETW", Numbers = "NUMB", Highway = "HIWY";

    private const int LayerBytes = 3 * sizeof(byte) + sizeof(int);

    /// <summary>The sections' tags, which a reader must know.</summary>
    public static IReadOnlyList<string> Tags { get; } = [Network, Numbers, Highway, .. InputFormat.Tags];

    public static void Write(SectionWriter sections, NetworkSpec network)
    {
        sections.Add(Network, writer => Write(writer, network));
        if (network.Head is { Levels: not null, Numbers: > 1 and var numbers })
            sections.Add(Numbers, writer => writer.Write(numbers));
        if (network.HasHighway)
            sections.Add(Highway, _ => { });
        InputFormat.Write(sections, network.Input);
    }

    /// <exception cref="FormatException">The network does not exist.</exception>
    public static NetworkSpec Read(SectionReader sections)
    {
        NetworkSpec network = sections.Read(Network, Read);
        int numbers = sections.ReadOr(Numbers, reader => ReadNumbers(reader, network.Head), 1);
        return Checked(network with
        {
            Input = InputFormat.Read(sections, network.Input),
            HasHighway = sections.ReadOr(Highway, _ => true, false),
            Head = network.Head.Levels is { } levels ? HeadSpec.Quantiles(numbers, levels) : network.Head,
        });
    }

    /// <exception cref="FormatException">The network does not exist.</exception>
    public static NetworkSpec Checked(NetworkSpec network) => network.IsValid ? network
        : throw new FormatException($"its form is impossible: {CountText.Of(network.Layers.Count, "layer")} of "
            + $"[{ErrorText.List(network.Layers, layer => $"{layer.Size}")}] units on {network.Input}");

    private static void Write(BinaryWriter writer, NetworkSpec network)
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
        writer.Write(network.Head.Levels?.Count ?? network.Head.Outputs);
        foreach (float level in network.Head.Levels ?? [])
            writer.Write(level);
    }

    private static NetworkSpec Read(BoundedReader reader)
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

    private static int ReadNumbers(BoundedReader reader, HeadSpec head)
    {
        int numbers = reader.ReadInt32();
        return numbers >= 1 && head.Levels is { } levels && (long)numbers * levels.Count <= int.MaxValue ? numbers
            : throw new FormatException($"its head, {head}, is of {numbers} numbers");
    }
}
