using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// The learning rate is multiplied by <see cref="Factor"/> after every epoch (<c>ExponentialLR</c> of PyTorch): in epoch e,
/// from 0, it is η · Factorᵉ.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnExponentialSchedule : RnnSchedule
{
    /// <summary>What the rate is multiplied by after an epoch. Above 0 and finite; default 0.9.</summary>
    public double Factor { get; init => field = SettingCheck.Positive(value); } = 0.9;
}
