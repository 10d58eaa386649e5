using RnnTrainer.Kernels;

namespace RnnTrainer.Engines;

/// <summary>What the rows of a part, or of several parts, add up to.</summary>
internal sealed class PartSums(RnnWeights weights, int accumulators)
{
    public RnnGradients Gradients { get; } = new(weights);

    public BatchSums Sums { get; } = new(accumulators);

    /// <summary>Makes them those of no rows.</summary>
    public void Clear()
    {
        Gradients.Clear();
        Sums.Clear();
    }

    /// <summary>Adds those of other rows. a + b has the same bits as b + a.</summary>
    public void Add(PartSums other)
    {
        Gradients.Add(other.Gradients);
        Sums.Add(other.Sums);
    }
}
