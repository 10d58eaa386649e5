using RnnTrainer.Network;

namespace RnnTrainer.Training.Progress;

/// <summary>What a run has made.</summary>
/// <param name="Network">What the network is made of.</param>
/// <param name="Parameters">The parameters to keep: the best, where the options ask for them, otherwise the last.</param>
/// <param name="History">One line for each epoch.</param>
/// <param name="BestEpoch">Number of the best epoch; null where none has ended.</param>
internal sealed record TrainingResult(NetworkSpec Network, float[] Parameters, IReadOnlyList<RnnEpoch> History, int? BestEpoch)
{
    /// <summary>How training diverged, where the parameters are what was left of it rather than what was asked for.</summary>
    public Divergence? Divergence { get; init; }
}
