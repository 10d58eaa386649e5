namespace RnnTrainer.Model;

/// <summary>A network with what is known of its training.</summary>
/// <param name="Model">The network.</param>
/// <param name="History">One line for each epoch.</param>
/// <param name="BestEpoch">The number of the best one; null: there is none.</param>
internal sealed record TrainedModel(RnnModel Model, IReadOnlyList<RnnEpoch> History, int? BestEpoch);
