namespace RnnTrainer.Training.Schedules;

/// <summary>
/// <see cref="RnnPlateauSchedule"/>. Other than PyTorch it also makes changes of the rate below 1e-8, so that its factors
/// do not depend on the rate.
/// </summary>
internal sealed class RnnPlateauScheduleRate(RnnPlateauSchedule options, float learningRate) : RnnScheduleRate(options, learningRate)
{
    private double factor = 1, best = double.PositiveInfinity;
    private long badEpochs; // in a row

    /// <summary>The factor, the best loss and the number of epochs in a row without improvement.</summary>
    public override double[] State
    {
        get => [factor, best, badEpochs];
        set
        {
            CheckState(value, 3);
            (factor, best, badEpochs) = (value[0], value[1], (long)value[2]);
        }
    }

    public override void EpochEnded(double monitoredLoss)
    {
        if (monitoredLoss < best * (1 - options.MinDelta))
        {
            best = monitoredLoss;
            badEpochs = 0;
        }
        else if (++badEpochs > options.Patience)
        {
            factor = Math.Max(factor * options.Factor, options.MinimumFactor);
            badEpochs = 0;
        }
    }

    protected override double Factor(long step) => factor;
}
