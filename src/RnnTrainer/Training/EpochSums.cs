namespace RnnTrainer.Training;

/// <summary>What is summed up over the batches of an epoch so far.</summary>
internal record struct EpochSums(int Batches, long Rows, double Weight, double Loss, long Correct, double GradientNorm)
{
    /// <summary>Learning rate of the last batch's step.</summary>
    public float LastLearningRate { get; set; }

    /// <param name="batch">The batch.</param>
    /// <param name="loss">Its mean loss.</param>
    /// <param name="correct">How many were classified right.</param>
    /// <param name="gradientNorm">Norm of the batch's gradient.</param>
    /// <param name="learningRate">Learning rate of the step.</param>
    public void Add(Batch batch, double loss, int correct, double gradientNorm, float learningRate)
    {
        Batches++;
        Rows += batch.Count;
        Weight += batch.TotalWeight;
        Loss += loss * batch.TotalWeight;
        Correct += correct;
        GradientNorm += gradientNorm;
        LastLearningRate = learningRate;
    }

    /// <summary>The epoch's line so far.</summary>
    public readonly RnnEpoch ToEpoch(int epoch, long step, (double Loss, double Accuracy)? validation = null) =>
        new(epoch, step, Weight > 0 ? Loss / Weight : 0, (double)Correct / Rows, LastLearningRate, GradientNorm / Batches, validation?.Loss, validation?.Accuracy);
}
