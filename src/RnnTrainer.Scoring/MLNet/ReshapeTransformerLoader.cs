using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.MLNet;

[assembly: LoadableClass(typeof(ReshapeTransformer), typeof(ReshapeTransformerLoader), null, typeof(SignatureLoadModel),
    "Reshape", ReshapeTransformerLoader.LoaderSignature)]

namespace RnnTrainer.MLNet;

/// <summary>Found by ML.NET when it loads a model that holds a <see cref="ReshapeTransformer"/>.</summary>
internal static class ReshapeTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Reshape";

    private const uint Version = 0x00010001; // 1.1: first format

    private static readonly ModelFile File = new("RESHAPE ", LoaderSignature, Version, oldest: Version);

    // string output column, string input column, int32 number of dimensions, int32 each
    public static void Save(ModelSaveContext ctx, ReshapeTransformer transformer) => File.Save(ctx, writer =>
    {
        writer.Write(transformer.OutputColumnName);
        writer.Write(transformer.InputColumnName);
        writer.Write(transformer.Dimensions.Count);
        foreach (int dimension in transformer.Dimensions)
            writer.Write(dimension);
    });

    // Called by ML.NET through reflection.
    internal static ReshapeTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => File.Load(ctx, (reader, _) =>
    {
        try
        {
            string output = reader.ReadString(), input = reader.ReadString();
            int[] dimensions = new int[reader.ReadCount(sizeof(int), "dimensions")];
            foreach (ref int dimension in dimensions.AsSpan())
                dimension = reader.ReadInt32();
            return new ReshapeTransformer(env, output, input, dimensions);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new FormatException($"The saved Reshape is damaged: {exception.Message}", exception);
        }
    });
}
