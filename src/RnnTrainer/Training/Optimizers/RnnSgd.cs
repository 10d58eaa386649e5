using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Stochastic gradient descent (PyTorch: <c>torch.optim.SGD</c>): g ← g + λw; without momentum, w ← w - ηg; with momentum μ (Sutskever et
/// al. 2013), b ← μb + g, w ← w - ηb; with Nesterov momentum, b ← μb + g, w ← w - η(g + μb).
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { LearningRate = 0.1f, Optimizer = new RnnSgd { Momentum = 0.9, Nesterov = true } };
/// </code>
/// </example>
public sealed record RnnSgd : RnnOptimizer
{
    /// <summary>μ, the share of the velocity b kept in each step. At least 0 and below 1; default 0: no momentum.</summary>
    public double Momentum { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>
    /// Whether the step looks ahead along the velocity (Nesterov 1983). Default <see langword="false"/>; needs a
    /// <see cref="Momentum"/> above 0, which the trainer checks.
    /// </summary>
    public bool Nesterov { get; init; }

    /// <summary>λ of the L2 penalty λ‖w‖²/2, biases included. At least 0 and finite; default 0.</summary>
    public double WeightDecay { get; init => field = SettingCheck.NotNegative(value); }

    internal override void Validate()
    {
        if (Nesterov && Momentum == 0)
        {
            throw new RnnOptionException(nameof(Nesterov), Nesterov,
                $"{nameof(Nesterov):option} needs a {nameof(Momentum):option} above 0, such as 0.9. "
                + $"Set it, or turn {nameof(Nesterov):option} off.");
        }
    }
}
