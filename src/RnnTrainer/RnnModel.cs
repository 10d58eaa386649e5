using RnnTrainer.Model;

namespace RnnTrainer;

/// <summary>
/// What a recurrent network has learnt, as plain numbers: h(t) = tanh(W_ih·x(t) + W_hh·h(t-1) + b) from h(0) = 0
/// (Elman 1990), logits = W·h(T) + c, probabilities = softmax(logits). Immutable, safe to use from many threads, and free
/// of native resources.
/// </summary>
public sealed class RnnModel
{
    private readonly float[] parameters;
    private readonly Array? labelValues;

    internal RnnModel(RnnShape shape, float[] parameters, Array? labelValues)
    {
        Shape = shape;
        this.parameters = parameters;
        this.labelValues = labelValues;
    }

    /// <summary>Steps in a sequence.</summary>
    public int TimeSteps => Shape.TimeSteps;

    /// <summary>Inputs at each step.</summary>
    public int InputSize => Shape.InputSize;

    /// <summary>Units of the recurrent layer.</summary>
    public int HiddenSize => Shape.HiddenSize;

    /// <summary>Classes told apart: the number of keys of the training label.</summary>
    public int ClassCount => Shape.ClassCount;

    /// <summary>Weights from the input to the recurrent layer, W_ih, [hidden, input] row-major (PyTorch: <c>weight_ih_l0</c>).</summary>
    public ReadOnlySpan<float> InputWeights => parameters.AsSpan(Shape.InputWeights);

    /// <summary>Weights from one step to the next, W_hh, [hidden, hidden] row-major (PyTorch: <c>weight_hh_l0</c>).</summary>
    public ReadOnlySpan<float> RecurrentWeights => parameters.AsSpan(Shape.RecurrentWeights);

    /// <summary>Bias of the recurrent layer, b, [hidden] (PyTorch: <c>bias_ih_l0</c>, with <c>bias_hh_l0</c> zero).</summary>
    public ReadOnlySpan<float> Bias => parameters.AsSpan(Shape.Bias);

    /// <summary>Weights of the output layer, W, [classes, hidden] row-major.</summary>
    public ReadOnlySpan<float> HeadWeights => parameters.AsSpan(Shape.HeadWeights);

    /// <summary>Bias of the output layer, c, [classes].</summary>
    public ReadOnlySpan<float> HeadBias => parameters.AsSpan(Shape.HeadBias);

    /// <summary>
    /// The value that each class had in the training label's column before it became a key, in class order; empty when
    /// the key carried no values.
    /// </summary>
    public IReadOnlyList<object> LabelValues => labelValues is null ? [] : [.. labelValues.Cast<object>()];

    internal RnnShape Shape { get; }

    /// <summary>All parameters in <see cref="RnnShape"/>'s order.</summary>
    internal ReadOnlySpan<float> Parameters => parameters;

    /// <summary>Label values in an array of their own type, or null.</summary>
    internal Array? LabelValueArray => labelValues;
}
