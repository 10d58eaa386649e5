using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// One cycle over the whole run (Smith and Topin 2018; <c>OneCycleLR</c> of PyTorch with cosine annealing, its momentum left
/// alone): the learning rate rises along half a cosine from η/<see cref="InitialDivisor"/> to its peak
/// <see cref="RnnOptions.LearningRate"/> η in step <see cref="RisingShare"/> · S - 1 of S, from 0, and falls likewise to
/// η/(<see cref="InitialDivisor"/> · <see cref="FinalDivisor"/>) in the last.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnOneCycleSchedule : RnnSchedule
{
    /// <summary>
    /// Share of the steps in which the rate rises (PyTorch: <c>pct_start</c>). At least 0 and below 1; default 0.3.
    /// </summary>
    public double RisingShare { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.3;

    /// <summary>
    /// What the peak is divided by in the first step (PyTorch: <c>div_factor</c>). At least 1 and finite; default 25.
    /// </summary>
    public double InitialDivisor { get; init => field = SettingCheck.AtLeastOne(value); } = 25;

    /// <summary>
    /// What the first step's rate is divided by in the last (PyTorch: <c>final_div_factor</c>). At least 1 and finite;
    /// default 10,000.
    /// </summary>
    public double FinalDivisor { get; init => field = SettingCheck.AtLeastOne(value); } = 1e4;
}
