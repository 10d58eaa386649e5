using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Multiplies the learning rate by <see cref="Factor"/> after every epoch (PyTorch: <c>ExponentialLR</c>): in epoch e, from 0, it is η ·
/// Factorᵉ.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Schedule = new RnnExponentialSchedule { Factor = 0.95 } };
/// </code>
/// </example>
public sealed record RnnExponentialSchedule : RnnSchedule
{
    /// <summary>Factor on the rate after each epoch. Above 0 and finite; default 0.9.</summary>
    public double Factor { get; init => field = SettingCheck.Positive(value); } = 0.9;
}
