using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How the learning rate changes during training: a factor on <see cref="RnnOptions.LearningRate"/> for every step. One of
/// <see cref="RnnConstantSchedule"/>, <see cref="RnnStepSchedule"/>, <see cref="RnnExponentialSchedule"/>, <see cref="RnnCosineSchedule"/>,
/// <see cref="RnnOneCycleSchedule"/> and <see cref="RnnPlateauSchedule"/>. An immutable value; each number is validated when it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
public abstract record RnnSchedule
{
    private protected RnnSchedule()
    {
    }

    /// <summary>
    /// Number of warm-up steps, in which the rate rises linearly (Goyal et al. 2017): in warm-up step t, from 1, it is t/<c>WarmUpSteps</c>
    /// of the schedule's rate for that step. At least 0; default 0.
    /// </summary>
    public long WarmUpSteps { get; init => field = SettingCheck.AtLeast(0, value); }

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public sealed override string ToString() => RecordText.Of(GetType().Name, PrintMembers);
}
