using RnnTrainer.Network;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Safetensors files: a JSON header under its length, and numbers.</summary>
internal sealed class FuzzedSafetensors : FuzzedFormat
{
    public override string Name => "safetensors";

    public override IReadOnlyList<byte[]> Originals { get; } =
    [
        Save(NetworkForms.Of(2, 1, 1, 2, RnnCell.Gru), ["a", "b"]),
        Save(NetworkForms.Of(InputSpec.AnyTimeSteps, 2, 3, 2, RnnCell.Lstm, layers: 2, bidirectional: true), labels: null),
        Save(NetworkForms.Of(3, 2, 1, 2).With(NetworkForms.Normalization(RnnNormalization.MinMax, 2)), labels: null),
        Save(NetworkForms.Of(InputSpec.AnyTimeSteps, 2, 3, 2).WithTokens(4), labels: null),
        Save(NetworkForms.Gapped(inputs: 2, hidden: 2).First(), labels: null),
        Save(NetworkForms.Blocked(inputs: 2, hidden: 2).First(), labels: null),
        Save(NetworkForms.WithHighway(timeSteps: 2).First(shape => shape.Head.Kind == RnnHead.Linear), labels: null),
        Save(NetworkForms.OtherHeads().First(shape => shape.Head.Kind == RnnHead.Sigmoid), labels: null),
        Save(NetworkForms.OtherHeads().First(shape => shape.Head.Kind == RnnHead.Quantiles), labels: null),
    ];

    public override bool IsChecksummed => false;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(original);
        byte[][] headers = [.. Originals.Select(file => SafetensorsBytes.Split(file).Header)];
        bool inHeader = mutator.Random.Next(4) > 0, inData = !inHeader || mutator.Random.Next(4) == 0;
        return SafetensorsBytes.Of(inHeader ? mutator.Mutate(header, headers) : header, inData ? mutator.Mutate(data, [data]) : data);
    }

    public override byte[] Read(byte[] input, out byte[] saved) => saved = SafetensorsBytes.Save(SafetensorsBytes.Load(input));

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    private static byte[] Save(NetworkSpec network, string[]? labels) =>
        SafetensorsBytes.Save(SafetensorsBytes.Transformer(network, labels));
}
