namespace RnnTrainer.Kernels;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ), from a logit to the probability of yes.</summary>
internal static class Logistic
{
    /// <summary>Computed in double precision, so that it is right to the last bit or the one before, from 0 to 1; NaN stays NaN.</summary>
    public static float Of(float logit) => (float)(1 / (1 + Math.Exp(-(double)logit)));
}
