namespace RnnTrainer.Kernels;

/// <summary>
/// loss = log Σⱼ e^(xⱼ) - x_label, with the largest x taken out of the sum, and its gradient softmax(x) - [j = label].
/// </summary>
internal static class SoftmaxCrossEntropy
{
    /// <param name="logits">x, [classes]; replaced by <paramref name="scale"/> times the gradient.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="scale">Weight of this row in the batch's mean: 1 / rows.</param>
    /// <param name="correct">Whether the first of the largest logits is the class's.</param>
    public static double LossAndGradient(Span<float> logits, int label, float scale, out bool correct)
    {
        int best = 0;
        for (int j = 1; j < logits.Length; j++)
            best = logits[j] > logits[best] ? j : best;
        correct = best == label;

        float max = logits[best], own = logits[label];
        float sum = 0;
        foreach (ref float x in logits)
            sum += x = MathF.Exp(x - max);
        float factor = scale / sum;
        foreach (ref float x in logits)
            x *= factor;
        logits[label] -= scale;
        return Math.Log(sum) + ((double)max - own);
    }
}
