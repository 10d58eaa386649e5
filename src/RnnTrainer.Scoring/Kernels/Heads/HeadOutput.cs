namespace RnnTrainer.Kernels;

/// <summary>What is made of a row of a head's outputs.</summary>
internal static unsafe class HeadOutput
{
    /// <summary>The function that does it, in place.</summary>
    public static delegate*<Span<float>, void> Of(RnnHead kind) => kind switch
    {
        RnnHead.Softmax => &Softmax.Apply,
        RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector => &Keep,
        RnnHead.Quantiles => &Sort,
    };

    private static void Keep(Span<float> outputs)
    {
    }

    // Levels that cross are not quantiles of anything; sorted they are, and closer to the true ones (Chernozhukov et al. 2010).
    private static void Sort(Span<float> outputs) => outputs.Sort();
}
