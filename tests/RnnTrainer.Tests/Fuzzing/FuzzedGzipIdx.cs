using System.Buffers.Binary;
using RnnTrainer.Tests.Idx;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>IDX files packed by gzip, which has a checksum and the size of the content at its end.</summary>
internal sealed class FuzzedGzipIdx : FuzzedFormat
{
    private readonly TemporaryFolder folder = new();

    public override string Name => "idx-gzip";

    public override IReadOnlyList<byte[]> Originals { get; } = [.. IdxContent.Plain.Select(plain => IdxBytes.Gzip(plain))];

    public override bool IsChecksummed => true;

    // Other content, in one member or two, at times under another size.
    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[] content = mutator.Mutate(IdxContent.Plain[mutator.Random.Next(IdxContent.Plain.Count)], IdxContent.Plain);
        int cut = mutator.Random.Next(3) == 0 ? mutator.Random.Next(content.Length + 1) : 0;
        byte[] forged = [.. cut > 0 ? IdxBytes.Gzip(content.AsSpan(0, cut)) : [], .. IdxBytes.Gzip(content.AsSpan(cut))];
        if (forged.Length > sizeof(int) && mutator.Random.Next(4) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(forged.Length - sizeof(int)), mutator.Random.Next());
        return forged;
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        byte[] content = IdxContent.Read(folder.Write("idx", input)).ToFile();
        saved = IdxBytes.Gzip(content);
        return content;
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}
