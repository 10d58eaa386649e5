namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Reshape transformers in ML.NET models: two names and the dimensions, in a checksummed frame.</summary>
internal sealed class FuzzedReshape() : FuzzedTransformer<ReshapeTransformer>(
    new("RESHAPE ", ReshapeTransformerLoader.LoaderSignature, 0x00010002, oldest: 0x00010001),
    Content("Pixels", "Pixels", 28, 28), Content("Features", "Flat", 1, 2, 3))
{
    public override string Name => "reshape";

    protected override byte[] ContentOf(ReshapeTransformer reshape) =>
        Content(reshape.OutputColumnName, reshape.InputColumnName, [.. reshape.Dimensions]);

    private static byte[] Content(string output, string input, params int[] dimensions) => Written(writer =>
    {
        writer.Write(output);
        writer.Write(input);
        writer.Write(dimensions.Length);
        foreach (int dimension in dimensions)
            writer.Write(dimension);
    });
}
