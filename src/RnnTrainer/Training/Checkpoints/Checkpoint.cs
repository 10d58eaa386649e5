using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>All that a run needs to go on as if it had never stopped.</summary>
internal sealed record Checkpoint
{
    public required RunIdentity Identity { get; init; }

    /// <summary>Seed of the run's random streams.</summary>
    public required int Seed { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch under way, or the last one that ended.</summary>
    public required int Epoch { get; init; }

    /// <summary>Of the epoch under way; without batches where it has ended.</summary>
    public required EpochSums Sums { get; init; }

    public required float[] Parameters { get; init; }

    /// <summary>Their average, [parameters]; null: the run has none.</summary>
    public required float[]? Average { get; init; }

    /// <summary>The step that the average of each row of the table of tokens is of; none without table or average.</summary>
    public required long[] AverageSteps { get; init; }

    public required long OptimizerSteps { get; init; }

    /// <summary>Vectors as long as the parameters.</summary>
    public required IReadOnlyList<float[]> OptimizerState { get; init; }

    public required double[] ScheduleState { get; init; }

    public required BestEpoch.Memory Best { get; init; }

    public required IReadOnlyList<RnnEpoch> History { get; init; }

    /// <summary>Time spent on training so far.</summary>
    public required TimeSpan Elapsed { get; init; }
}
