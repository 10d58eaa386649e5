namespace RnnTrainer.Training.Schedules;

/// <summary>The learning rate of every step, as an <see cref="RnnSchedule"/> says.</summary>
internal abstract class RnnScheduleRate(RnnSchedule options, float learningRate)
{
    /// <summary>State that a checkpoint stores in addition to the step number; empty if the step determines everything.</summary>
    public virtual double[] State
    {
        get => [];
        set => CheckState(value, 0);
    }

    /// <param name="step">Number of an optimizer step, from 0.</param>
    public float Rate(long step)
    {
        double factor = Factor(step);
        if (step < options.WarmUpSteps)
            factor *= (step + 1.0) / options.WarmUpSteps;
        return (float)(learningRate * factor);
    }

    /// <summary>Told at the end of each epoch.</summary>
    /// <param name="monitoredLoss">Loss on the validation data, or without them that of training.</param>
    public virtual void EpochEnded(double monitoredLoss)
    {
    }

    /// <param name="options">Which schedule.</param>
    /// <param name="learningRate">What the schedule's factors are of.</param>
    /// <param name="totalSteps">Steps of the whole run, over which cosine and one cycle reach.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public static RnnScheduleRate Create(RnnSchedule options, float learningRate, long totalSteps, long stepsPerEpoch) =>
        options switch
        {
            RnnConstantSchedule => new RnnStepScheduleRate(options, learningRate, factor: 1, everySteps: stepsPerEpoch),
            RnnExponentialSchedule exponential => new RnnStepScheduleRate(options, learningRate, exponential.Factor, stepsPerEpoch),
            RnnStepSchedule step => new RnnStepScheduleRate(options, learningRate, step.Factor, step.EveryEpochs * stepsPerEpoch),
            RnnCosineSchedule cosine => new RnnCosineScheduleRate(cosine, learningRate, totalSteps),
            RnnOneCycleSchedule cycle => new RnnOneCycleScheduleRate(cycle, learningRate, totalSteps),
            RnnPlateauSchedule plateau => new RnnPlateauScheduleRate(plateau, learningRate),
            _ => throw new ArgumentException($"{options} is not a schedule of this library.", nameof(options)),
        };

    /// <summary>Share of the learning rate in a step, warm-up left out.</summary>
    protected abstract double Factor(long step);

    protected static void CheckState(double[] state, int length)
    {
        if (state.Length != length)
            throw new ArgumentException($"The state of this schedule is {length} numbers, not {state.Length}.", nameof(state));
    }
}
