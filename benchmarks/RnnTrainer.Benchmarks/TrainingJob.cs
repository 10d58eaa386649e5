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
}
