using RnnTrainer.Kernels;

namespace RnnTrainer.Training.Progress;

/// <summary>What is summed up over the batches of an epoch so far.</summary>
/// <param name="accumulators">How many sums the task asks for.</param>
internal sealed class EpochSums(int accumulators)
{
    public int Batches { get; set; }

    public long Rows { get; set; }

    /// <summary>Loss, weight and the task's sums.</summary>
    public BatchSums Total { get; } = new(accumulators);

    /// <summary>Sum of the norms of the batches' gradients.</summary>
    public double GradientNorm { get; set; }

    /// <summary>Learning rate of the last batch's step.</summary>
    public float LastLearningRate { get; set; }

    /// <param name="rows">Rows of the batch.</param>
    /// <param name="sums">What they add up to.</param>
    /// <param name="gradientNorm">Norm of the batch's gradient.</param>
    /// <param name="learningRate">Learning rate of the step.</param>
    public void Add(int rows, BatchSums sums, double gradientNorm, float learningRate)
    {
        Batches++;
        Rows += rows;
        Total.Add(sums);
        GradientNorm += gradientNorm;
        LastLearningRate = learningRate;
    }
}
