namespace RnnTrainer.Training.Progress;

/// <summary>What the training loop knows when it reports.</summary>
internal sealed record TrainingState
{
    /// <summary>The epoch under way, measured over its rows so far; validated where it has ended.</summary>
    public required RnnEpoch Epoch { get; init; }

    public required long TotalSteps { get; init; }

    public required bool IsEpochEnd { get; init; }

    /// <summary>Whether this closes the best epoch so far.</summary>
    public required bool IsBest { get; init; }

    public required double RowsPerSecond { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Copies what the run has made so far; right while the report has not returned.</summary>
    public required Func<TrainingResult> Copy { get; init; }

    /// <summary>Asks the loop to end after the step under way.</summary>
    public required Action RequestStop { get; init; }

    public TimeSpan Remaining => TimeSpan.FromTicks((long)((double)Elapsed.Ticks / Epoch.Step * (TotalSteps - Epoch.Step)));
}
