namespace RnnTrainer.Tests;

// Apart from the rows, as a program that only scores has no options.
internal static partial class ToySequences
{
    public static RnnOptions Options { get; } =
        new() { Pooling = RnnPooling.Last, HiddenSize = 8, BatchSize = 16, Epochs = 3, LearningRate = 0.02f, Seed = 1 };
}
