using RnnTrainer.Kernels;

namespace RnnTrainer.Engines;

/// <summary>What the rows of a part, or of several parts, add up to.</summary>
internal sealed class PartSums(RnnLayout layout, int accumulators)
{
    public RnnGradients Gradients { get; } = new(layout);

    public BatchSums Sums { get; } = new(accumulators);

    /// <summary>Adds those of other rows. a + b has the same bits as b + a.</summary>
    public void Add(PartSums other)
    {
        Gradients.Add(other.Gradients);
        Sums.Add(other.Sums);
    }
}
