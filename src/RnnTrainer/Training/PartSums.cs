using RnnTrainer.Kernels;

namespace RnnTrainer.Training;

/// <summary>What the rows of a part, or of several parts, come to.</summary>
internal sealed class PartSums(RnnLayout layout)
{
    public RnnGradients Gradients { get; } = new(layout);

    /// <summary>Sum of the rows' weighted losses.</summary>
    public double Loss { get; set; }

    /// <summary>Rows classified right.</summary>
    public int Correct { get; set; }

    /// <summary>Adds those of other rows. a + b has the same bits as b + a.</summary>
    public void Add(PartSums other)
    {
        Gradients.Add(other.Gradients);
        Loss += other.Loss;
        Correct += other.Correct;
    }
}
