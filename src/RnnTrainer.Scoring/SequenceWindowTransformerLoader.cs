using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Files;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

[assembly: LoadableClass(typeof(SequenceWindowTransformer), typeof(SequenceWindowTransformerLoader), null, typeof(SignatureLoadModel),
    "Create windows", SequenceWindowTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds a <see cref="SequenceWindowTransformer"/>.</summary>
internal static class SequenceWindowTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Windows";

    private static readonly ModelFile File = new("WINDOWS ", LoaderSignature, written: 0x00010001, oldest: 0x00010001);

    public static void Save(ModelSaveContext ctx, WindowSettings settings) =>
        File.Save(ctx, output => ChecksummedFrame.Write(output, writer => WindowSettingsFormat.Write(writer, settings)));

    // Called by ML.NET through reflection.
    internal static SequenceWindowTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(File.Load(ctx, (input, _) => ChecksummedFrame.Read(input, WindowSettingsFormat.Read, Damaged)));

    private static FormatException Damaged(string how) => new($"The saved CreateWindows is damaged: {how}. "
        + "Use an undamaged copy of the model file, or fit and save it again.");
}
