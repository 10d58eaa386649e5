namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Plain IDX files: a header of dimensions, and as many values.</summary>
internal sealed class FuzzedIdx : FuzzedFormat
{
    private readonly TemporaryFolder folder = new();

    public override string Name => "idx";

    public override IReadOnlyList<byte[]> Originals => IdxContent.Plain;

    public override bool IsChecksummed => false;

    // Another header before values of any number.
    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        int headerLength = 4 + 4 * original[3];
        byte[] header = mutator.Mutate(original[..headerLength], [original[..headerLength]]);
        return [.. header, .. original[headerLength..], .. new byte[mutator.Random.Next(100)]];
    }

    // Rank 1 comes back as rows of one value.
    public override byte[] Read(byte[] input, out byte[] saved) => saved = IdxContent.Read(folder.Write("idx", input)).ToFile();

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}
