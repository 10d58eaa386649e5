namespace RnnTrainer.Data;

/// <summary>Which rows each epoch visits, and how.</summary>
/// <param name="Rows">Numbers of the rows, ascending.</param>
/// <param name="Cuts">Which of them, in an epoch's order, make a batch.</param>
/// <param name="Shuffle">Whether each epoch has an order of its own.</param>
/// <param name="Random">Where the order of rows takes its numbers from.</param>
/// <param name="BatchRandom">Where the order of batches takes its numbers from; the same stream, or one apart.</param>
internal sealed record RowVisits(
    IReadOnlyList<int> Rows, BatchCuts Cuts, bool Shuffle, RandomStream Random, RandomStream BatchRandom)
{
    /// <summary>Whether rows of like length make a batch: where they are shuffled, and lengths differ in any shard.</summary>
    public required bool IsBucketed { get; init; }
}
