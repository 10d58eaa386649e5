using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012, lecture 6.5; PyTorch: <c>torch.optim.RMSprop</c>): g ← g + λw, v ← αv + (1-α)g²; without momentum, w
/// ← w - ηg/(√v + ε); with momentum μ, b ← μb + g/(√v + ε), w ← w - ηb.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Optimizer = new RnnRmsProp { Alpha = 0.9 } };
/// </code>
/// </example>
public sealed record RnnRmsProp : RnnOptimizer
{
    /// <summary>
    /// α, the share of the mean square v kept in each step (Keras: <c>rho</c>). At least 0 and below 1; default 0.99.
    /// </summary>
    public double Alpha { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.99;

    /// <summary>ε, which bounds the step where gradients are tiny. Above 0 and finite; default 1e-8.</summary>
    public double Epsilon { get; init => field = SettingCheck.Positive(value); } = 1e-8;

    /// <summary>μ, the share of the velocity b kept in each step. At least 0 and below 1; default 0: no momentum.</summary>
    public double Momentum { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>λ of the L2 penalty λ‖w‖²/2, biases included. At least 0 and finite; default 0.</summary>
    public double WeightDecay { get; init => field = SettingCheck.NotNegative(value); }
}
