using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>What the rows of a batch, or of a part of one, add up to.</summary>
/// <param name="accumulators">How many sums the task asks for.</param>
internal sealed class BatchSums(int accumulators)
{
    /// <summary>Sum of weight x loss.</summary>
    public double Loss { get; set; }

    /// <summary>Sum of the weights.</summary>
    public double Weight { get; set; }

    /// <summary>The mean loss, 0 where nothing has a weight.</summary>
    public double MeanLoss => Weight > 0 ? Loss / Weight : 0;

    /// <summary>The task's sums, in its order.</summary>
    public double[] Accumulators { get; } = new double[accumulators];

    public void Clear()
    {
        (Loss, Weight) = (0, 0);
        Accumulators.AsSpan().Clear();
    }

    /// <summary>Adds those of other rows. a + b has the same bits as b + a.</summary>
    public void Add(BatchSums other)
    {
        Loss += other.Loss;
        Weight += other.Weight;
        TensorPrimitives.Add(Accumulators, other.Accumulators, Accumulators);
    }
}
