using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How a batch's gradient moves the weights: one of <see cref="RnnAdam"/>, <see cref="RnnAdamW"/>, <see cref="RnnSgd"/> and
/// <see cref="RnnRmsProp"/>. An immutable value, each of whose numbers is checked where it is set. Each optimizer does in
/// single precision what PyTorch's of that name does. In their formulas w is a weight, g its gradient, η the learning rate
/// of the step, λ the weight decay and t the number of the step, from 1; what an optimizer remembers (m, v, b) starts at 0.
/// </summary>
public abstract record RnnOptimizer
{
    private protected RnnOptimizer()
    {
    }

    /// <summary>Checks what no single property can see.</summary>
    internal virtual void Validate()
    {
    }

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public sealed override string ToString() => RecordText.Of(GetType().Name, PrintMembers);
}
