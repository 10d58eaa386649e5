using RnnTrainer.Tasks;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Searching;

/// <summary>A trainer that a search trains with, whatever its task.</summary>
/// <param name="Task">What it learns.</param>
/// <param name="Settings">All its settings as text, the same in every culture.</param>
/// <param name="Fit">Trains a network on the search's data.</param>
/// <param name="IdentifyData">Identifies the search's data; reads them.</param>
internal sealed record SearchedTrainer(
    LearningTask Task, string Settings, Func<SearchedNetwork> Fit, Func<IReadOnlyList<IdentityField>> IdentifyData);
