using RnnTrainer.Files;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Grouping transformers in ML.NET models: names of columns and options, in a checksummed frame.</summary>
internal sealed class FuzzedGrouping : FuzzedFormat
{
    private static readonly MLContext Ml = new(1);

    private static readonly ModelFile File =
        new("GROUPSEQ", SequenceGroupingTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001);

    private static readonly byte[][] Contents =
    [
        Content(new("Machine", ["Pressure"], null, null, null)),
        Content(new("Patient", ["Pulse", "Oxygen"], "Outcome", "Hour", new()
        {
            FeatureColumnName = "Vitals",
            Labels = SequenceLabels.EachStep,
            MaxTimeSteps = 500,
            Keep = SequencePart.First,
            Interleaved = true,
            LastRowColumns = ["Weight", "Ward"],
        })),
    ];

    public override string Name => "grouping";

    public override IReadOnlyList<byte[]> Originals { get; } = [.. Contents.Select(Model)];

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator) =>
        Model(mutator.Mutate(Contents[mutator.Random.Next(Contents.Length)], Contents));

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        using MemoryStream stream = new(input), again = new();
        SequenceGroupingTransformer grouping = (SequenceGroupingTransformer)Ml.Model.Load(stream, out _);
        Ml.Model.Save(grouping, inputSchema: null, again);
        saved = again.ToArray();
        return Content(new(grouping.GroupColumn, grouping.FeatureColumns, grouping.LabelColumn, grouping.OrderColumn, grouping.Options));
    }

    public override bool IsDocumented(Exception refusal, bool isForged) =>
        FuzzedModel.IsDamage(refusal) || (!isForged && FuzzedModel.IsOfMlNet(refusal));

    private static byte[] Model(byte[] content)
    {
        using MemoryStream frame = new();
        ChecksummedFrame.Write(new BinaryWriter(frame), writer => writer.Write(content));
        return new ForgedTransformer(File, frame.ToArray()).ToModel(Ml);
    }

    private static byte[] Content(SequenceGrouping grouping)
    {
        using MemoryStream stream = new();
        SequenceGroupingFormat.Write(new BinaryWriter(stream), grouping);
        return stream.ToArray();
    }
}
