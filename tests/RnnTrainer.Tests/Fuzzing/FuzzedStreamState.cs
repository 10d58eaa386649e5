using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>States of streams, each restored and gone on from: magic, version and a checksummed frame.</summary>
internal sealed class FuzzedStreamState : FuzzedFormat
{
    private const int HeadLength = 12; // magic, version

    private static readonly RnnModel Network = ScoreDefinition.Network(
        NetworkForms.Of(InputSpec.AnyTimeSteps, 2, 5, 3, RnnCell.Lstm, pooling: PoolingSummaries.Joined));

    public FuzzedStreamState() => Originals = [Saved(steps: 0), Saved(steps: 7)];

    public override string Name => "stream's state";

    public override IReadOnlyList<byte[]> Originals { get; }

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[][] payloads = [.. Originals.Select(file => file[(HeadLength + sizeof(int))..^sizeof(ulong)])];
        byte[] forged = mutator.Mutate(payloads[Originals.ToList().IndexOf(original)], payloads);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(original.AsSpan(0, HeadLength));
        ChecksummedFrame.Write(writer, inner => inner.Write(forged));
        return stream.ToArray();
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        RnnStreamScorer stream = Network.CreateStream();
        stream.Restore(input);
        saved = Save(stream);
        stream.Push(1, 2);
        return saved[(HeadLength + sizeof(int))..^sizeof(ulong)];
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    private static byte[] Saved(int steps)
    {
        RnnStreamScorer stream = Network.CreateStream();
        for (int step = 0; step < steps; step++)
            stream.Push(step, -step);
        return Save(stream);
    }

    private static byte[] Save(RnnStreamScorer stream)
    {
        byte[] state = new byte[stream.StateSize];
        stream.Save(state);
        return state;
    }
}
