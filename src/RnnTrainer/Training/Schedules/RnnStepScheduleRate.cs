namespace RnnTrainer.Training.Schedules;

/// <summary>
/// <see cref="RnnStepSchedule"/>, and <see cref="RnnExponentialSchedule"/>, which does the same every epoch, and
/// <see cref="RnnConstantSchedule"/>, whose factor is 1: factor^⌊s/n⌋ in step s, changing every n steps.
/// </summary>
internal sealed class RnnStepScheduleRate(RnnSchedule options, float learningRate, double factor, long everySteps)
    : RnnScheduleRate(options, learningRate)
{
    protected override double Factor(long step) => Math.Pow(factor, step / everySteps);
}
