using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

[assembly: LoadableClass(typeof(SequenceGroupingTransformer), typeof(SequenceGroupingTransformerLoader), null, typeof(SignatureLoadModel),
    "Group into sequences", SequenceGroupingTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds a <see cref="SequenceGroupingTransformer"/>.</summary>
internal static class SequenceGroupingTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Grouping";

    private static readonly ModelFile File = new("GROUPSEQ", LoaderSignature, written: 0x00010001, oldest: 0x00010001);

    public static void Save(ModelSaveContext ctx, SequenceGrouping grouping) =>
        File.SaveFramed(ctx, writer => SequenceGroupingFormat.Write(writer, grouping));

    // Called by ML.NET through reflection.
    internal static SequenceGroupingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, File.LoadFramed(ctx, SequenceGroupingFormat.Read, "GroupIntoSequences"));
}
