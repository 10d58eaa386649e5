using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2; PyTorch: <c>torch.optim.AdamW</c>): with w ← w - ηλw first, m
/// ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - η · m/(1-β₁ᵗ) / (√(v/(1-β₂ᵗ)) + ε).
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Optimizer = new RnnAdamW { WeightDecay = 0.05 } };
/// </code>
/// </example>
public sealed record RnnAdamW : RnnOptimizer
{
    /// <summary>β₁, the share of the mean gradient m kept in each step. At least 0 and below 1; default 0.9.</summary>
    public double Beta1 { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.9;

    /// <summary>β₂, the share of the mean square v kept in each step. At least 0 and below 1; default 0.999.</summary>
    public double Beta2 { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.999;

    /// <summary>ε, which bounds the step where gradients are tiny. Above 0 and finite; default 1e-8.</summary>
    public double Epsilon { get; init => field = SettingCheck.Positive(value); } = 1e-8;

    /// <summary>λ: each step shrinks every weight by the share ηλ, biases included. At least 0 and finite; default 0.01.</summary>
    public double WeightDecay { get; init => field = SettingCheck.NotNegative(value); } = 0.01;
}
