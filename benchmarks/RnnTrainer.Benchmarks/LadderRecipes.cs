namespace RnnTrainer.Benchmarks;

/// <summary>The recipes of the accuracy ladder, from the plainest network to the best.</summary>
internal static class LadderRecipes
{
    public static IReadOnlyList<LadderRecipe> All { get; } =
    [
        Rung("rnn", "SimpleRNN, one direction: RnnOptions.SimpleRnn", 0.986, RnnOptions.SimpleRnn, shift: 1),
        Rung("lstm", "LSTM, one direction: RnnOptions.Lstm", 0.992, RnnOptions.Lstm, shift: 2),
        Rung("gru", "GRU, one direction: RnnOptions.Gru", 0.992, RnnOptions.Gru, shift: 2),
        Rung("best", "LSTM, two layers, both directions: RnnOptions.Accurate", 0.9955, RnnOptions.Accurate, shift: 2),
        LadderCandidates.Chosen,
    ];

    private static LadderRecipe Rung(string name, string title, double target, RnnOptions preset, int shift) =>
        new(name, title, target, preset with { Augmentation = RnnAugmentation.ForImages(shift) });
}
