using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>What a network is trained and validated on, and starts from.</summary>
/// <param name="Network">What the network is made of.</param>
/// <param name="Training">Training rows; where a fraction is to be held out, those too.</param>
/// <param name="Validation">Validation rows of their own, or null.</param>
/// <param name="Label">What the labels ask of the network.</param>
/// <param name="Initial">Parameters to start from; null: drawn.</param>
internal sealed record TrainingData(
    NetworkSpec Network, LabelledSequences Training, LabelledSequences? Validation, LabelSpec Label, float[]? Initial) : IDisposable
{
    /// <summary>What the features' keys stand for, in an array of its own type; null: unknown, or they are not keys.</summary>
    public Array? TokenValues { get; init; }

    public void Dispose()
    {
        Training.Sequences.Dispose();
        Validation?.Sequences.Dispose();
    }
}
