using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Multiplies the learning rate by <see cref="Factor"/> every <see cref="EveryEpochs"/> epochs (PyTorch: <c>StepLR</c>): in epoch e, from
/// 0, it is η · Factor^⌊e/EveryEpochs⌋.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Schedule = new RnnStepSchedule { EveryEpochs = 10, Factor = 0.5 } };
/// </code>
/// </example>
public sealed record RnnStepSchedule : RnnSchedule
{
    /// <summary>Epochs from one change to the next. At least 1; required.</summary>
    public required int EveryEpochs { get; init => field = SettingCheck.AtLeast(1, value); }

    /// <summary>Factor on the rate at each change. Above 0 and finite; default 0.1.</summary>
    public double Factor { get; init => field = SettingCheck.Positive(value); } = 0.1;
}
