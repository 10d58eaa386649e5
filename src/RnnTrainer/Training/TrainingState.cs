namespace RnnTrainer.Training;

/// <summary>What the training loop knows when it reports.</summary>
internal sealed record TrainingState
{
    /// <summary>The epoch under way, measured over its rows so far.</summary>
    public required RnnEpoch Epoch { get; init; }

    public required long TotalSteps { get; init; }

    public required bool IsEpochEnd { get; init; }

    public required double RowsPerSecond { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>A copy of the parameters as they are now.</summary>
    public required float[] Parameters { get; init; }

    public TimeSpan Remaining => Elapsed / Epoch.Step * (TotalSteps - Epoch.Step);
}
