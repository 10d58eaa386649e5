namespace RnnTrainer.Kernels;

/// <summary>What is made of a row of a head's outputs.</summary>
internal static unsafe class HeadOutput
{
    /// <summary>The function that does it, in place, given how many outputs each number has.</summary>
    public static delegate*<Span<float>, int, void> Of(RnnHead kind) => kind switch
    {
        RnnHead.Softmax => &Probabilities,
        RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector => &Keep,
        RnnHead.Quantiles => &Sort,
    };

    private static void Probabilities(Span<float> outputs, int each) => Softmax.Apply(outputs);

    private static void Keep(Span<float> outputs, int each)
    {
    }

    // Levels that cross are not quantiles of anything; sorted they are, and closer to the true ones (Chernozhukov et al. 2010).
    private static void Sort(Span<float> outputs, int each)
    {
        for (; outputs.Length > 0; outputs = outputs[each..])
            outputs[..each].Sort();
    }
}
