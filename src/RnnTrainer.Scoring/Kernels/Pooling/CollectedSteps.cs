namespace RnnTrainer.Kernels;

/// <summary>Which steps a summary is of, where a workspace may hold the last of them only.</summary>
/// <param name="First">The first step in the workspace that is not yet in what the summary carries from step to step.</param>
/// <param name="Last">The last step in the workspace.</param>
/// <param name="Count">Steps from the beginning of the sequence up to <paramref name="Last"/>.</param>
internal readonly record struct CollectedSteps(int First, int Last, long Count)
{
    /// <summary>All steps of a sequence that a workspace holds whole.</summary>
    public static CollectedSteps Whole(int steps) => new(0, steps - 1, steps);

    /// <summary>One more step of a sequence whose earlier ones are in what the summary carries.</summary>
    /// <param name="step">The step in the workspace.</param>
    /// <param name="count">Steps of the sequence with this one.</param>
    public static CollectedSteps Next(int step, long count) => new(step, step, count);
}
