namespace RnnTrainer.Kernels;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ), from a logit to the probability of yes. NaN stays NaN.</summary>
internal static class Logistic
{
    /// <summary>In double precision: right to the last bit of a single, however near to 0.</summary>
    public static double Of(float logit) => 1 / (1 + Math.Exp(-(double)logit));
}
