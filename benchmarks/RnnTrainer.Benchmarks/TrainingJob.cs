namespace RnnTrainer.Benchmarks;

/// <summary>
/// What every training peer does: that many steps of a network on MNIST in file order, Adam at 0.001, softmax cross-entropy. The
/// last batch of an epoch may be smaller.
/// </summary>
internal sealed record TrainingJob(NetworkForm Network, int BatchSize, int Steps)
{
    public const float LearningRate = 0.001f;

    // Uniform guessing among ten digits has a loss of ln 10 = 2.30; gated cells with PyTorch's initial weights leave it slowly.
    private const double LearntLoss = 2.2, NotWorseLoss = 2.35;
    private const int StepsToLearn = 50, StepsToLearnGates = 250;

    /// <summary>A job for a tanh SimpleRNN of one layer.</summary>
    public TrainingJob(int hiddenSize, int batchSize, int steps) : this(new NetworkForm(RnnCell.Rnn, hiddenSize), batchSize, steps)
    {
    }

    /// <summary>The tutorial's own.</summary>
    public static TrainingJob Tutorial { get; } =
        new(RnnOptions.Tutorial.HiddenSize, RnnOptions.Tutorial.BatchSize, RnnOptions.Tutorial.Steps!.Value);

    /// <summary>
    /// Whether RnnTrainer shuffles, and so puts sequences of like length together; the loop takes the rows as they lie in any
    /// case.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// A peer that ends above this loss has not learnt anything; after too few steps to tell: has gone the wrong way.
    /// </summary>
    public double MostLoss =>
        Steps >= (Network.Cell == RnnCell.Rnn ? StepsToLearn : StepsToLearnGates) ? LearntLoss : NotWorseLoss;

    /// <summary>As tables show it.</summary>
    public string Shape => $"{Network.HiddenSize} / {BatchSize}";

    /// <summary>
    /// Nominal floating-point operations of a step on whole digits: B x T x those of a row's time step. The head, the activations
    /// and Adam are left out; the gradient by the first layer's input, which nobody needs, is counted.
    /// </summary>
    public double Flops => BatchSize * Digits.TimeSteps * Network.FlopsPerTimeStep;
}
