using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

[assembly: LoadableClass(typeof(SequenceWindowTransformer), typeof(SequenceWindowTransformerLoader), null, typeof(SignatureLoadModel),
    "Create windows", SequenceWindowTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds a <see cref="SequenceWindowTransformer"/>.</summary>
internal static class SequenceWindowTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Windows";

    private static readonly ModelFile File = new("WINDOWS ", LoaderSignature, written: 0x00010002, oldest: 0x00010002);

    public static void Save(ModelSaveContext ctx, WindowSettings settings) =>
        File.SaveFramed(ctx, writer => WindowSettingsFormat.Write(writer, settings));

    // Called by ML.NET through reflection.
    internal static SequenceWindowTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, File.LoadFramed(ctx, WindowSettingsFormat.Read, "CreateWindows"));
}
