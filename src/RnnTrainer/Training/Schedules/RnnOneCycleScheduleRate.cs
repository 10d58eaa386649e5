namespace RnnTrainer.Training.Schedules;

/// <summary>
/// <see cref="RnnOneCycleSchedule"/>: with p = RisingShare · S - 1, along half a cosine from 1/InitialDivisor in step 0 to 1 in
/// step p, which need not be whole, and from there to 1/(InitialDivisor · FinalDivisor) in step S - 1.
/// </summary>
internal sealed class RnnOneCycleScheduleRate(RnnOneCycleSchedule options, float learningRate, long totalSteps)
    : RnnScheduleRate(options, learningRate)
{
    private readonly double peak = options.RisingShare * totalSteps - 1, last = totalSteps - 1;
    private readonly double initial = 1 / options.InitialDivisor, final = 1 / options.InitialDivisor / options.FinalDivisor;

    protected override double Factor(long step) => step < peak
        ? RnnCosineScheduleRate.Between(initial, 1, step / peak)
        : RnnCosineScheduleRate.Between(1, final, (step - peak) / (last - peak));
}
