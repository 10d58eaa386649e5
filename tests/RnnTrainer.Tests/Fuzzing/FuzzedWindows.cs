using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Window transformers in ML.NET models: numbers and names of columns, in a checksummed frame.</summary>
internal sealed class FuzzedWindows() : FuzzedTransformer<SequenceWindowTransformer>(
    new("WINDOWS ", SequenceWindowTransformerLoader.LoaderSignature, 0x00010002, oldest: 0x00010002),
    Content(new(50, ["Pressure"], 1, 0, null, null, null, null)),
    Content(new(24, ["Load", "Price"], 6, 48, "Load", "Meter", "Time", new()
    {
        FeatureColumnName = "Days",
        LabelColumnName = "Next",
        WholeHorizon = true,
        Interleaved = true,
    })))
{
    public override string Name => "windows";

    protected override byte[] ContentOf(SequenceWindowTransformer windows) => Content(new(
        windows.Length, windows.FeatureColumns, windows.Stride, windows.Horizon, windows.TargetColumn, windows.GroupColumn,
        windows.OrderColumn, windows.Options));

    private static byte[] Content(WindowSettings settings) => Written(writer => WindowSettingsFormat.Write(writer, settings));
}
