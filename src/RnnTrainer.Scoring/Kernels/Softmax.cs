namespace RnnTrainer.Kernels;

/// <summary>softmax(x)ᵢ = e^(xᵢ - max x) / Σⱼ e^(xⱼ - max x).</summary>
internal static class Softmax
{
    /// <summary>Turns logits into probabilities, in place. A NaN or two infinities make every result NaN.</summary>
    public static void Apply(Span<float> values)
    {
        float max = float.NegativeInfinity;
        foreach (float value in values)
            max = MathF.Max(max, value);

        double sum = 0;
        foreach (ref float value in values)
            sum += value = MathF.Exp(value - max);

        float scale = (float)(1 / sum);
        foreach (ref float value in values)
            value *= scale;
    }
}
