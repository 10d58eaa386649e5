using RnnTrainer.Files;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Window transformers in ML.NET models: numbers and names of columns, in a checksummed frame.</summary>
internal sealed class FuzzedWindows : FuzzedFormat
{
    private static readonly MLContext Ml = new(1);

    private static readonly ModelFile File =
        new("WINDOWS ", SequenceWindowTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001);

    private static readonly byte[][] Contents =
    [
        Content(new(50, ["Pressure"], 1, 0, null, null, null)),
        Content(new(24, ["Load", "Price"], 6, 48, "Load", "Meter", new()
        {
            FeatureColumnName = "Days",
            LabelColumnName = "Next",
            WholeHorizon = true,
            Interleaved = true,
        })),
    ];

    public override string Name => "windows";

    public override IReadOnlyList<byte[]> Originals { get; } = [.. Contents.Select(Model)];

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator) =>
        Model(mutator.Mutate(Contents[mutator.Random.Next(Contents.Length)], Contents));

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        using MemoryStream stream = new(input), again = new();
        SequenceWindowTransformer windows = (SequenceWindowTransformer)Ml.Model.Load(stream, out _);
        Ml.Model.Save(windows, inputSchema: null, again);
        saved = again.ToArray();
        return Content(new(windows.Length, windows.FeatureColumns, windows.Stride, windows.Horizon, windows.TargetColumn, windows.GroupColumn,
            windows.Options));
    }

    public override bool IsDocumented(Exception refusal, bool isForged) =>
        FuzzedModel.IsDamage(refusal) || (!isForged && FuzzedModel.IsOfMlNet(refusal));

    private static byte[] Model(byte[] content)
    {
        using MemoryStream frame = new();
        ChecksummedFrame.Write(new BinaryWriter(frame), writer => writer.Write(content));
        return new ForgedTransformer(File, frame.ToArray()).ToModel(Ml);
    }

    private static byte[] Content(WindowSettings settings)
    {
        using MemoryStream stream = new();
        WindowSettingsFormat.Write(new BinaryWriter(stream), settings);
        return stream.ToArray();
    }
}
