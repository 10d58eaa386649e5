using System.Diagnostics;
using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Optimizers;
using RnnTrainer.Training.Progress;
using RnnTrainer.Training.Schedules;

namespace RnnTrainer.Training;

/// <summary>Where a run stands: everything that changes from step to step, and so everything that a checkpoint holds.</summary>
/// <param name="identity">What a run that goes on from here must agree with; null where none will.</param>
/// <param name="seed">Seed of the run's random streams.</param>
/// <param name="network">Whose parameters are trained.</param>
/// <param name="optimizer">What moves them.</param>
/// <param name="averaging">What averages them; null: nothing does.</param>
/// <param name="schedule">How far.</param>
/// <param name="plan">Which rows make which batch.</param>
/// <param name="best">What watches the epochs.</param>
/// <param name="accumulators">How many sums the task asks for.</param>
internal sealed class TrainingRun(
    RunIdentity? identity, int seed, FlatNetwork network, RnnOptimizerUpdate optimizer, RnnEmaUpdate? averaging, RnnScheduleRate schedule,
    BatchPlan plan, BestEpoch best, int accumulators)
{
    private readonly List<RnnEpoch> history = [];
    private readonly Stopwatch time = Stopwatch.StartNew();
    private TimeSpan timeBefore;
    private EpochSums sums = new(accumulators);

    public FlatNetwork Network => network;

    /// <summary>The parameters that are validated, reported and returned: the average, where there is one.</summary>
    public float[] Weights => averaging?.At(network.Parameters, Step) ?? network.Parameters;

    public BestEpoch Best => best;

    /// <summary>Optimizer steps done.</summary>
    public long Step { get; private set; }

    /// <summary>The epoch under way, or the last one that ended; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Of the epoch under way; without batches where it has ended.</summary>
    public EpochSums Sums => sums;

    /// <summary>Rows of the epoch's next batch.</summary>
    public ReadOnlyMemory<int> NextRows => plan.Rows(sums.Batches);

    /// <summary>How many of them are of which shard.</summary>
    public int[] NextShardRows => plan.ShardRows(sums.Batches);

    /// <summary>Whether all batches of the epoch are done.</summary>
    public bool IsEpochDone => sums.Batches == plan.BatchCount;

    /// <summary>One line for each epoch that has ended.</summary>
    public IReadOnlyList<RnnEpoch> History => history;

    /// <summary>Learning rate of the last step.</summary>
    public float LearningRate => schedule.Rate(Math.Max(0, Step - 1));

    /// <summary>Time spent on training, before an interruption too.</summary>
    public TimeSpan Elapsed => timeBefore + time.Elapsed;

    /// <summary>Begins the next epoch, or takes up the one under way.</summary>
    public void EnterEpoch()
    {
        if (sums.Batches == 0)
            Epoch++;
        if (plan.Epoch < Epoch)
            plan.BeginEpoch(Epoch);
    }

    /// <summary>Moves the parameters against the gradient that the network holds.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="batchSums">What they add up to.</param>
    /// <param name="gradientNorm">Norm of the gradient before clipping.</param>
    public void TakeStep(int rows, BatchSums batchSums, double gradientNorm)
    {
        float rate = schedule.Rate(Step);
        averaging?.Prepare(network.Parameters, network.Touched, Step + 1);
        optimizer.Step(network.Parameters, network.Gradient, network.Touched, rate);
        Step++;
        averaging?.Step(network.Parameters, network.Touched, Step);
        sums.Add(rows, batchSums, gradientNorm, rate);
    }

    /// <summary>Ends the epoch under way.</summary>
    /// <param name="line">Its line of the history.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool EndEpoch(RnnEpoch line)
    {
        history.Add(line);
        sums = new EpochSums(accumulators);
        schedule.EpochEnded(line.ValidationLoss ?? line.Loss);
        return best.Consider(line, Weights);
    }

    /// <summary>What a checkpoint holds; its parts are this run's own, so it is to be written before the next step.</summary>
    public Checkpoint ToCheckpoint() => new()
    {
        Identity = identity!,
        Seed = seed,
        Step = Step,
        Epoch = Epoch,
        Sums = sums,
        Parameters = network.Parameters.ToArray(),
        Average = averaging?.Average,
        AverageSteps = averaging?.RowSteps ?? [],
        OptimizerSteps = optimizer.Steps,
        OptimizerState = optimizer.State,
        ScheduleState = schedule.State,
        Best = best.State,
        History = history,
        Elapsed = Elapsed,
    };

    /// <summary>Goes on from a checkpoint, in a run that has not begun.</summary>
    /// <exception cref="InvalidDataException">It contradicts itself, or its identity.</exception>
    public void GoOnFrom(Checkpoint checkpoint)
    {
        if (Contradiction(checkpoint) is { } contradiction)
        {
            throw new InvalidDataException($"The checkpoint of step {checkpoint.Step} contradicts itself: it has {contradiction}. "
                + $"Set {nameof(RnnOptions.ResumeFrom)} to another checkpoint, or to null to start from the beginning.");
        }
        Step = checkpoint.Step;
        Epoch = checkpoint.Epoch;
        sums = checkpoint.Sums;
        checkpoint.Parameters.CopyTo(network.Parameters);
        if (averaging is not null)
        {
            checkpoint.Average!.CopyTo(averaging.Average);
            checkpoint.AverageSteps.CopyTo(averaging.RowSteps);
        }
        optimizer.Steps = checkpoint.OptimizerSteps;
        foreach ((float[] ours, float[] saved) in optimizer.State.Zip(checkpoint.OptimizerState))
            saved.CopyTo(ours, 0);
        schedule.State = checkpoint.ScheduleState;
        best.State = checkpoint.Best;
        history.AddRange(checkpoint.History);
        timeBefore = checkpoint.Elapsed;
    }

    // What an undamaged run never saves, in words; null: nothing.
    private string? Contradiction(Checkpoint saved)
    {
        int ended = saved.Sums.Batches == 0 ? saved.Epoch : saved.Epoch - 1;
        long least = saved.Sums.Batches == 0 ? (ended - 1L) * plan.BatchCount + 1 : (long)ended * plan.BatchCount + saved.Sums.Batches;
        long most = saved.Sums.Batches == 0 ? (long)ended * plan.BatchCount : least;
        return saved.Parameters.Length != network.Parameters.Length ? $"{saved.Parameters.Length} parameters of {network.Parameters.Length}"
            : saved.Average?.Length != averaging?.Average.Length
                ? $"{saved.Average?.Length ?? 0} averages where the options ask for {averaging?.Average.Length ?? 0}"
            : saved.AverageSteps.Length != (averaging?.RowSteps.Length ?? 0)
                ? $"the steps of {saved.AverageSteps.Length} averaged rows where the network has {averaging?.RowSteps.Length ?? 0}"
            : saved.AverageSteps.Any(step => step < 0 || step > saved.Step) ? "a row that was averaged after its last step"
            : saved.OptimizerState.Count != optimizer.State.Count ? $"{saved.OptimizerState.Count} vectors of {optimizer.State.Count}"
            : saved.ScheduleState.Length != schedule.State.Length ? $"{saved.ScheduleState.Length} rates of {schedule.State.Length}"
            : saved.Sums.Total.Accumulators.Length != accumulators
                ? $"{saved.Sums.Total.Accumulators.Length} sums of the epoch where the task has {accumulators}"
            : saved.Sums.Batches >= plan.BatchCount ? $"{saved.Sums.Batches} batches done in an unfinished epoch of {plan.BatchCount}"
            : saved.History.Count != ended ? $"{saved.History.Count} epochs of history where {ended} have ended"
            : saved.Step < least || saved.Step > most ? $"{saved.Step} steps where epoch {saved.Epoch} needs {least} to {most}"
            : saved.OptimizerSteps != saved.Step ? $"{saved.OptimizerSteps} optimizer steps of {saved.Step}"
            : saved.Best.Epoch < 0 || saved.Best.Epoch > ended ? $"epoch {saved.Best.Epoch} as the best of {ended}"
            : null;
    }
}
