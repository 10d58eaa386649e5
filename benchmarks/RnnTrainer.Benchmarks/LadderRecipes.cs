namespace RnnTrainer.Benchmarks;

/// <summary>The recipes of the accuracy ladder, from the plainest network to the best.</summary>
internal static class LadderRecipes
{
    public static IReadOnlyList<LadderRecipe> All { get; } =
    [
        new("rnn", "SimpleRNN, one direction: RnnOptions.SimpleRnn", 0.986, RnnOptions.SimpleRnn),
        new("lstm", "LSTM, one direction: RnnOptions.Lstm", 0.992, RnnOptions.Lstm),
        new("gru", "GRU, one direction: RnnOptions.Gru", 0.992, RnnOptions.Gru),
        new("best", "LSTM, two layers, both directions: RnnOptions.Accurate", 0.9955, RnnOptions.Accurate),
    ];
}
