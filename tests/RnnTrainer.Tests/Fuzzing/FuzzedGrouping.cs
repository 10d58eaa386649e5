using RnnTrainer.Grouping;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Grouping transformers in ML.NET models: names of columns and options, in a checksummed frame.</summary>
internal sealed class FuzzedGrouping() : FuzzedTransformer<SequenceGroupingTransformer>(
    new("GROUPSEQ", SequenceGroupingTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001),
    Content(new("Machine", ["Pressure"], null, null, null)),
    Content(new("Patient", ["Pulse", "Oxygen"], "Outcome", "Hour", new()
    {
        FeatureColumnName = "Vitals",
        Labels = SequenceLabels.EachStep,
        MaxTimeSteps = 500,
        Keep = SequencePart.First,
        Interleaved = true,
        LastRowColumns = ["Weight", "Ward"],
    })))
{
    public override string Name => "grouping";

    protected override byte[] ContentOf(SequenceGroupingTransformer grouping) =>
        Content(new(grouping.GroupColumn, grouping.FeatureColumns, grouping.LabelColumn, grouping.OrderColumn, grouping.Options));

    private static byte[] Content(SequenceGrouping grouping) => Written(writer => SequenceGroupingFormat.Write(writer, grouping));
}
