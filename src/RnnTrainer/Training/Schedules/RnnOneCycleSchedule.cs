using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// One cycle over the whole run (Smith and Topin 2018; PyTorch: <c>OneCycleLR</c> with cosine annealing and constant momentum): the
/// learning rate rises along half a cosine from η/<see cref="InitialDivisor"/> to its peak <see cref="RnnOptions.LearningRate"/> η in step
/// <see cref="RisingShare"/> · S - 1 of S, from 0, and falls along half a cosine to η/(<see cref="InitialDivisor"/> ·
/// <see cref="FinalDivisor"/>) in the last step.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { LearningRate = 0.004f, Schedule = new RnnOneCycleSchedule { RisingShare = 0.2 } };
/// </code>
/// </example>
public sealed record RnnOneCycleSchedule : RnnSchedule
{
    /// <summary>Share of the steps in which the rate rises (PyTorch: <c>pct_start</c>). At least 0 and below 1; default 0.3.</summary>
    public double RisingShare { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.3;

    /// <summary>The peak divided by the rate in the first step (PyTorch: <c>div_factor</c>). At least 1 and finite; default 25.</summary>
    public double InitialDivisor { get; init => field = SettingCheck.AtLeastOne(value); } = 25;

    /// <summary>
    /// The rate in the first step divided by that in the last (PyTorch: <c>final_div_factor</c>). At least 1 and finite; default 10,000.
    /// </summary>
    public double FinalDivisor { get; init => field = SettingCheck.AtLeastOne(value); } = 1e4;
}
