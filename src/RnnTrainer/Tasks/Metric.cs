namespace RnnTrainer.Tasks;

/// <summary>What a task measures.</summary>
/// <param name="Name">Its name, as users give it.</param>
/// <param name="IsHigherBetter">Whether larger values are better.</param>
internal sealed record Metric(string Name, bool IsHigherBetter)
{
    /// <summary>Whether it needs all rows at once, so that it is measured on validation rows but not while training.</summary>
    public bool IsForValidationOnly { get; init; }
}
