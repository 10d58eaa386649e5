namespace RnnTrainer.Model;

/// <summary>A cell as Keras knows it.</summary>
/// <param name="Layer">The name of its layer.</param>
/// <param name="Gates">For each of our gates, Keras's place of it.</param>
internal sealed record KerasCell(string Layer, int[] Gates)
{
    /// <summary>GRU: z, r, h in Keras where PyTorch has r, z, n. LSTM's i, f, c, o are PyTorch's i, f, g, o.</summary>
    public static KerasCell Of(RnnCell cell) => cell switch
    {
        RnnCell.Rnn => new("SimpleRNN", [0]),
        RnnCell.Lstm => new("LSTM", [0, 1, 2, 3]),
        RnnCell.Gru => new("GRU", [1, 0, 2]),
    };
}
