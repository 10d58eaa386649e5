using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Files;
using RnnTrainer.MLNet;

[assembly: LoadableClass(typeof(ReshapeTransformer), typeof(ReshapeTransformerLoader), null, typeof(SignatureLoadModel),
    "Reshape", ReshapeTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>
/// Found by ML.NET when it loads a model that holds a <see cref="ReshapeTransformer"/>, which is saved, little-endian, as string
/// output column, string input column, int32 number of dimensions, int32 each; since 1.2 in a <see cref="ChecksummedFrame"/>.
/// </summary>
internal static class ReshapeTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Reshape";

    private const uint First = 0x00010001, WithChecksum = 0x00010002;

    private static readonly ModelFile File = new("RESHAPE ", LoaderSignature, WithChecksum, oldest: First);

    public static void Save(ModelSaveContext ctx, ReshapeTransformer transformer) =>
        File.SaveFramed(ctx, writer =>
        {
            writer.Write(transformer.OutputColumnName);
            writer.Write(transformer.InputColumnName);
            DimensionsFormat.Write(writer, transformer.Dimensions);
        });

    // Called by ML.NET through reflection.
    internal static ReshapeTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => File.Load(ctx, (input, version) =>
    {
        if (version >= WithChecksum)
            return ChecksummedFrame.Read(input, reader => Read(env, reader), Damaged);
        try
        {
            return Read(env, input);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new FormatException(Damaged(exception.Message).Message, exception);
        }
    });

    private static ReshapeTransformer Read(IHostEnvironment env, BoundedReader reader)
    {
        string output = reader.ReadString(), input = reader.ReadString();
        return new ReshapeTransformer(env, output, input, DimensionsFormat.Read(reader));
    }

    private static FormatException Damaged(string how) => ModelFile.Damaged("Reshape", how);
}
