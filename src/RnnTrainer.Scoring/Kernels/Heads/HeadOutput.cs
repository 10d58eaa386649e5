namespace RnnTrainer.Kernels;

/// <summary>What is made of a row of a head's outputs.</summary>
internal static unsafe class HeadOutput
{
    /// <summary>The function that does it, in place.</summary>
    public static delegate*<Span<float>, void> Of(RnnHead kind) => kind switch
    {
        RnnHead.Softmax => &Softmax.Apply,
        RnnHead.Sigmoid => &Keep,
    };

    private static void Keep(Span<float> outputs)
    {
    }
}
