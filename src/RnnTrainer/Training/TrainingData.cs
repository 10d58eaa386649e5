using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Training;

/// <summary>What a network is trained and validated on, and starts from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Training">Training rows; where a fraction is to be held out, those too.</param>
/// <param name="Validation">Validation rows of their own, or null.</param>
/// <param name="LabelValues">Values of the classes, or null.</param>
/// <param name="Initial">Parameters to start from; null: drawn.</param>
internal sealed record TrainingData(
    NetworkSpec Network, SequenceStore Training, SequenceStore? Validation, Array? LabelValues, float[]? Initial);
