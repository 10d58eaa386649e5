namespace RnnTrainer.Benchmarks;

/// <summary>
/// What every training peer does: that many steps of a network on MNIST in file order, Adam at 0.001. The last batch of an epoch may be
/// smaller.
/// </summary>
internal sealed record TrainingJob(NetworkForm Network, int BatchSize, int Steps)
{
    public const float LearningRate = 0.001f;

    // Of the loss of outputs of zero, which the last batch misses by chance by up to a third; gated cells with
    // PyTorch's initial weights leave it slowly.
    private const double LearntShare = 0.955, NotWorseShare = 1.4;
    private const int StepsToLearn = 50, StepsToLearnGates = 250;

    /// <summary>A job for a tanh SimpleRNN of one layer.</summary>
    public TrainingJob(int hiddenSize, int batchSize, int steps) : this(new NetworkForm(RnnCell.Rnn, hiddenSize), batchSize, steps)
    {
    }

    /// <summary>The tutorial's own.</summary>
    public static TrainingJob Tutorial { get; } =
        new(RnnOptions.Tutorial.HiddenSize, RnnOptions.Tutorial.BatchSize, RnnOptions.Tutorial.Steps!.Value);

    /// <summary>What the network is asked.</summary>
    public DigitTask Task { get; init; } = DigitTask.Classes;

    /// <summary>Averaged weights beside those that are trained; <see langword="null"/>: none.</summary>
    public RnnEma? Averaging { get; init; }

    /// <summary>
    /// Whether RnnTrainer shuffles, and so puts sequences of like length together; the loop takes the rows as they lie in any
    /// case.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// A peer that ends above this loss has not learnt anything; after too few steps to tell: has gone the wrong way.
    /// </summary>
    public double MostLoss =>
        Task.BlankLoss * (Steps >= (Network.Cell == RnnCell.Rnn ? StepsToLearn : StepsToLearnGates) ? LearntShare : NotWorseShare);

    /// <summary>As tables show it.</summary>
    public string Shape => $"{Network.HiddenSize} / {BatchSize}";

    /// <summary>
    /// Nominal floating-point operations of a step on whole digits: B x T x those of a row's time step. The head, the activations
    /// and Adam are left out; the gradient by the first layer's input, which nobody needs, is counted.
    /// </summary>
    public double Flops => BatchSize * Digits.TimeSteps * Network.FlopsPerTimeStep;
}
