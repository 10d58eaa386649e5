using Microsoft.ML;

namespace RnnTrainer.Searching;

/// <summary>A network that was trained for a search.</summary>
/// <param name="Transformer">It.</param>
/// <param name="History">One line for each epoch.</param>
/// <param name="BestEpoch">Number of the best epoch; null: unknown.</param>
/// <param name="ParameterCount">Weights and biases.</param>
internal sealed record SearchedNetwork(ITransformer Transformer, IReadOnlyList<RnnEpoch> History, int? BestEpoch, int ParameterCount)
{
    /// <summary>The epoch whose weights the network has.</summary>
    public RnnEpoch Kept(RnnOptions options) =>
        options.EarlyStopping is { RestoreBestWeights: true } && BestEpoch is { } best ? History[best - 1] : History[^1];
}
