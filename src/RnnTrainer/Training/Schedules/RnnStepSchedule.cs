using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// The learning rate is multiplied by <see cref="Factor"/> every so many epochs (<c>StepLR</c> of PyTorch): in epoch e,
/// from 0, it is η · Factor^⌊e/EveryEpochs⌋.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnStepSchedule : RnnSchedule
{
    /// <summary>Epochs from one change to the next. At least 1; it has no default.</summary>
    public required int EveryEpochs { get; init => field = SettingCheck.AtLeast(1, value); }

    /// <summary>What the rate is multiplied by. Above 0 and finite; default 0.1.</summary>
    public double Factor { get; init => field = SettingCheck.Positive(value); } = 0.1;
}
