using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How a batch's gradient updates the weights: one of <see cref="RnnAdam"/>, <see cref="RnnAdamW"/>, <see cref="RnnSgd"/> and
/// <see cref="RnnRmsProp"/>. An immutable value; each number is validated when it is set. Each optimizer computes, in single precision,
/// what PyTorch's optimizer of that name does. In the formulas, w is a weight, g its gradient, η the learning rate of the step, λ the
/// weight decay and t the number of the step, from 1; the optimizer's state (m, v, b) starts at 0.
/// </summary>
public abstract record RnnOptimizer
{
    private protected RnnOptimizer()
    {
    }

    /// <summary>Checks rules that involve several properties.</summary>
    internal virtual void Validate()
    {
    }

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public sealed override string ToString() => RecordText.Of(GetType().Name, PrintMembers);
}
