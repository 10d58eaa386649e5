namespace RnnTrainer.Kernels;

/// <summary>
/// loss = log(1 + eˣ) - q·x, written as max(x, 0) - q·x + log(1 + e^-|x|), in which nothing overflows and nothing cancels, and its
/// gradient σ(x) - q. The target q is 1 for yes and 0 for no, or with label smoothing (Szegedy et al. 2016) 1-ε/2 and ε/2.
/// </summary>
internal static class SigmoidCrossEntropy
{
    /// <summary>The loss of a logit.</summary>
    /// <param name="logit">x.</param>
    /// <param name="target">q.</param>
    public static double Loss(float logit, double target) =>
        Math.Max(logit, 0) - target * logit + Math.Log(1 + Math.Exp(-Math.Abs((double)logit)));

    /// <summary>The loss of a logit, which is replaced by <paramref name="scale"/> times the gradient.</summary>
    /// <param name="logit">x.</param>
    /// <param name="isYes">The answer.</param>
    /// <param name="scale">What the row counts in the batch's mean.</param>
    /// <param name="smoothing">ε.</param>
    public static double LossAndGradient(ref float logit, bool isYes, float scale, float smoothing)
    {
        double target = isYes ? 1 - smoothing / 2.0 : smoothing / 2.0, loss = Loss(logit, target);
        logit = (float)(scale * (Logistic.Of(logit) - target));
        return loss;
    }
}
