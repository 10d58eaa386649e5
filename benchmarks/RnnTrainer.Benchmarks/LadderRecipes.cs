namespace RnnTrainer.Benchmarks;

/// <summary>The recipes of the accuracy ladder, from the plainest network to the best.</summary>
internal static class LadderRecipes
{
    private static readonly RnnOptions Common = new()
    {
        BatchSize = 64,
        Pooling = RnnPooling.Last | RnnPooling.Max,
        Schedule = new RnnOneCycleSchedule { RisingShare = 0.2 },
        ClipNorm = 1,
    };

    public static IReadOnlyList<LadderRecipe> All { get; } =
    [
        new("rnn", "SimpleRNN, one direction", 0.986,
            Common with { Cell = RnnCell.Rnn, HiddenSize = 256, Dropout = 0.2f, LearningRate = 0.0015f, Epochs = 15 }),
        new("lstm", "LSTM, one direction", 0.992,
            Common with { Cell = RnnCell.Lstm, HiddenSize = 128, LearningRate = 0.003f, Epochs = 10 }),
        new("gru", "GRU, one direction", 0.992,
            Common with { Cell = RnnCell.Gru, HiddenSize = 128, LearningRate = 0.003f, Epochs = 10 }),
        new("best", "GRU, two layers, both directions, shifted digits", 0.9955, Common with
        {
            Cell = RnnCell.Gru,
            HiddenSize = 128,
            Layers = 2,
            Bidirectional = true,
            Dropout = 0.3f,
            LearningRate = 0.003f,
            Epochs = 20,
            Augmentation = new() { TimeShift = 2, InputShift = 2 },
        }),
    ];
}
