namespace RnnTrainer.Benchmarks;

/// <summary>
/// What every training peer does: that many steps of a tanh SimpleRNN on MNIST in file order, Adam at 0.001, softmax
/// cross-entropy. The last batch of an epoch may be smaller.
/// </summary>
internal sealed record TrainingJob(int HiddenSize, int BatchSize, int Steps)
{
    public const float LearningRate = 0.001f;

    /// <summary>The tutorial's own.</summary>
    public static TrainingJob Tutorial { get; } =
        new(RnnOptions.Tutorial.HiddenSize, RnnOptions.Tutorial.BatchSize, RnnOptions.Tutorial.Steps!.Value);

    /// <summary>As tables show it.</summary>
    public string Shape => $"{HiddenSize} / {BatchSize}";

    /// <summary>
    /// Nominal floating-point operations of a step: 3 x 2 x B x T x (I + H) x H, a multiply and an add for each weight, row and
    /// time step, once forward, once for the gradient by the inputs and states, once by the weights. The head, tanh and Adam are
    /// left out; the gradient by the input, which nobody needs, is counted.
    /// </summary>
    public double Flops => 3.0 * 2 * BatchSize * Digits.TimeSteps * (Digits.InputSize + HiddenSize) * HiddenSize;
}
