namespace RnnTrainer.Kernels;

/// <summary>
/// loss = log Σⱼ e^(xⱼ) - Σⱼ qⱼ·xⱼ, with the largest x taken out of the sum, and its gradient softmax(x) - q. The target q is 1 for
/// the class, or with label smoothing (Szegedy et al. 2016) (1-ε)·[j = label] + ε/classes.
/// </summary>
internal static class SoftmaxCrossEntropy
{
    /// <param name="logits">x, [classes]; replaced by <paramref name="scale"/> times the gradient.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="scale">What the row counts in the batch's mean.</param>
    /// <param name="smoothing">ε.</param>
    public static double LossAndGradient(Span<float> logits, int label, float scale, float smoothing)
    {
        int best = 0;
        double total = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            best = logits[j] > logits[best] ? j : best;
            total += logits[j];
        }

        float max = logits[best], own = logits[label];
        float sum = 0;
        foreach (ref float x in logits)
            sum += x = MathF.Exp(x - max);
        float factor = scale / sum, share = scale * smoothing / logits.Length;
        foreach (ref float x in logits)
            x = x * factor - share;
        logits[label] -= scale * (1 - smoothing);
        double target = smoothing == 0 ? own : (1.0 - smoothing) * own + smoothing * (total / logits.Length);
        return Math.Log(sum) + (max - target);
    }
}
