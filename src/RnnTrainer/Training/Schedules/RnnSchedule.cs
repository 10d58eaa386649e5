using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How the learning rate changes in the course of training: a factor on <see cref="RnnOptions.LearningRate"/> for every
/// step. One of <see cref="RnnConstantSchedule"/>, <see cref="RnnStepSchedule"/>, <see cref="RnnExponentialSchedule"/>,
/// <see cref="RnnCosineSchedule"/>, <see cref="RnnOneCycleSchedule"/> and <see cref="RnnPlateauSchedule"/>. An immutable
/// value, each of whose numbers is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public abstract record RnnSchedule
{
    private protected RnnSchedule()
    {
    }

    /// <summary>
    /// Steps in which the rate rises linearly (Goyal et al. 2017): in step t of them, from 1, it is t/<c>WarmUpSteps</c> of
    /// what the schedule gives, which meanwhile runs on. At least 0; default 0.
    /// </summary>
    public long WarmUpSteps { get; init => field = SettingCheck.AtLeast(0, value); }

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public sealed override string ToString() => RecordText.Of(GetType().Name, PrintMembers);
}
