namespace RnnTrainer.Training;

/// <summary>The learning rate of every step: the same in each.</summary>
internal class LearningRateSchedule(float learningRate)
{
    /// <summary>What a checkpoint must keep beside the number of the step.</summary>
    public double[] State { get; set; } = [];

    /// <param name="step">Number of an optimizer step, from 0.</param>
    public float Rate(long step) => learningRate;

    /// <summary>Told at the end of each epoch.</summary>
    /// <param name="monitoredLoss">Loss on the validation data, or without them that of training.</param>
    public virtual void EpochEnded(double monitoredLoss)
    {
    }
}
