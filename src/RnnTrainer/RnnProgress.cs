namespace RnnTrainer;

/// <summary>How far a training run is; see <see cref="RnnOptions.Progress"/>.</summary>
public sealed record RnnProgress
{
    private readonly Lazy<RnnTransformer> snapshot;

    internal RnnProgress(Func<RnnTransformer> createSnapshot) => snapshot = new(createSnapshot);

    /// <summary>Number of the epoch under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps in the whole run.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Whether this report closes an epoch, or the run.</summary>
    public required bool IsEpochEnd { get; init; }

    /// <summary>Mean cross-entropy (nats) over all rows of this epoch so far, each as it was trained on.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of this epoch's rows so far that were classified right; 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Training rows per second in this epoch so far, time spent in progress reports left out.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Time since training began, reading of the data left out.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Estimate of the time that the remaining steps will take.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>The network as it is now, ready to transform data; it does not change as training goes on.</summary>
    public RnnTransformer Snapshot => snapshot.Value;
}
