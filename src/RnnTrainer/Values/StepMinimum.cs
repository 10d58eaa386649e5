namespace RnnTrainer.Values;

/// <summary>
/// The fewest steps of a run, and whether they were asked for in the initializer under way or came with what it copies: only then
/// does a length of one's own clear them, whatever the order of the two. Equal where the steps are.
/// </summary>
/// <param name="Steps">The steps; null: no minimum.</param>
/// <param name="IsCopied">Whether they were not asked for in the initializer under way.</param>
internal readonly record struct StepMinimum(int? Steps, bool IsCopied)
{
    public bool Equals(StepMinimum other) => Steps == other.Steps;

    public override int GetHashCode() => Steps.GetHashCode();
}
