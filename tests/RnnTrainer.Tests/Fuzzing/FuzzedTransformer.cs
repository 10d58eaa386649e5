using RnnTrainer.Files;
using RnnTrainer.MLNet;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Transformers in ML.NET models that hold their settings in a checksummed frame.</summary>
/// <typeparam name="T">The transformer.</typeparam>
/// <param name="file">How it stands in a model.</param>
/// <param name="contents">What the frames of undamaged files hold.</param>
internal abstract class FuzzedTransformer<T>(ModelFile file, params byte[][] contents) : FuzzedFormat where T : class, ITransformer
{
    private static readonly MLContext Ml = new(1);

    public override IReadOnlyList<byte[]> Originals { get; } = [.. contents.Select(content => Model(file, content))];

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator) =>
        Model(file, mutator.Mutate(contents[mutator.Random.Next(contents.Length)], contents));

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        using MemoryStream stream = new(input), again = new();
        T transformer = (T)Ml.Model.Load(stream, out _);
        Ml.Model.Save(transformer, inputSchema: null, again);
        saved = again.ToArray();
        return ContentOf(transformer);
    }

    public override bool IsDocumented(Exception refusal, bool isForged) =>
        FuzzedModel.IsDamage(refusal) || (!isForged && FuzzedModel.IsOfMlNet(refusal));

    /// <summary>What the frame of a transformer holds, from its properties.</summary>
    protected abstract byte[] ContentOf(T transformer);

    /// <summary>What is written.</summary>
    protected static byte[] Written(Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        write(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static byte[] Model(ModelFile file, byte[] content)
    {
        byte[] frame = Written(output => ChecksummedFrame.Write(output, writer => writer.Write(content)));
        return new ForgedTransformer(file, frame).ToModel(Ml);
    }
}
