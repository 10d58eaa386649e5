using System.IO.Compression;
using RnnTrainer.Exchange.Keras;
using RnnTrainer.Tests.Exchange.Keras;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>.npz files of Keras's weights: a zip archive of arrays, each with a header that is Python text.</summary>
internal sealed class FuzzedNpz : FuzzedFormat
{
    public override string Name => "npz";

    public override IReadOnlyList<byte[]> Originals { get; } =
    [
        NpzBytes.Of(Array(2, 3), Array(3, 3), NpzBytes.Array([1f, 2, 3]), Array(3, 2), NpzBytes.Array([1f, 2])),
        NpzBytes.Of(Array(9, 2), Array(2, 12), Array(3, 12), Array(2, 12), Array(3, 12), Array(6, 2)),
        NpzBytes.Of(Array(2, 6), Array(2, 6), Array(2, 6), Array(2, 4)),
    ];

    public override bool IsChecksummed => false;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[][] arrays = Entries(original);
        int forged = mutator.Random.Next(arrays.Length);
        arrays[forged] = mutator.Mutate(arrays[forged], arrays);
        return NpzBytes.Of(arrays);
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        RnnTransformer.FromKeras(new MLContext(), new MemoryStream(input), new());
        return saved = NpzBytes.Of([.. NpzFile.Read(new MemoryStream(input))
            .Select(array => array.IsMatrix ? NpzBytes.Array(array.ToMatrix()) : NpzBytes.Array(array.ToVector()))]);
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException or ArgumentException;

    private static byte[] Array(int rows, int columns)
    {
        float[,] values = new float[rows, columns];
        for (int i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = i / 8f;
        return NpzBytes.Array(values);
    }

    private static byte[][] Entries(byte[] file)
    {
        using ZipArchive archive = new(new MemoryStream(file));
        return [.. archive.Entries.Select(entry =>
        {
            using Stream stream = entry.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            return content.ToArray();
        })];
    }
}
