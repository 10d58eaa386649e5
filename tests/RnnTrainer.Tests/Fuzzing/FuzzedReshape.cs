using System.Text;
using RnnTrainer.Files;
using RnnTrainer.MLNet;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Reshape transformers in ML.NET models: two names and the dimensions, in a checksummed frame.</summary>
internal sealed class FuzzedReshape : FuzzedFormat
{
    private static readonly MLContext Ml = new(1);

    private static readonly ModelFile File = new("RESHAPE ", ReshapeTransformerLoader.LoaderSignature, 0x00010002, oldest: 0x00010001);

    private static readonly byte[][] Contents = [Content("Pixels", "Pixels", 28, 28), Content("Features", "Flat", 1, 2, 3)];

    public override string Name => "reshape";

    public override IReadOnlyList<byte[]> Originals { get; } = [.. Contents.Select(Model)];

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator) =>
        Model(mutator.Mutate(Contents[mutator.Random.Next(Contents.Length)], Contents));

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        using MemoryStream stream = new(input), again = new();
        ReshapeTransformer reshape = (ReshapeTransformer)Ml.Model.Load(stream, out _);
        Ml.Model.Save(reshape, inputSchema: null, again);
        saved = again.ToArray();
        return Content(reshape.OutputColumnName, reshape.InputColumnName, [.. reshape.Dimensions]);
    }

    public override bool IsDocumented(Exception refusal, bool isForged) =>
        FuzzedModel.IsDamage(refusal) || (!isForged && FuzzedModel.IsOfMlNet(refusal));

    private static byte[] Model(byte[] content)
    {
        using MemoryStream frame = new();
        ChecksummedFrame.Write(new BinaryWriter(frame), writer => writer.Write(content));
        return new ForgedTransformer(File, frame.ToArray()).ToModel(Ml);
    }

    private static byte[] Content(string output, string input, params int[] dimensions)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(output);
        writer.Write(input);
        writer.Write(dimensions.Length);
        foreach (int dimension in dimensions)
            writer.Write(dimension);
        return stream.ToArray();
    }
}
