using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.MLNet;
using RnnTrainer.Model;

[assembly: LoadableClass(typeof(RnnTransformer), typeof(RnnTransformerLoader), null, typeof(SignatureLoadModel),
    "Recurrent neural network", RnnTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds an <see cref="RnnTransformer"/>.</summary>
internal static class RnnTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Rnn";

    private static readonly ModelFile File = new("RNN TRNS", LoaderSignature, ModelVersion.Written, oldest: ModelVersion.First);

    public static void Save(ModelSaveContext ctx, SavedTransformer saved) => File.Save(ctx, writer => RnnModelFormat.Write(writer, saved));

    // Called by ML.NET through reflection.
    internal static RnnTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, File.Load(ctx, RnnModelFormat.Read));
}
