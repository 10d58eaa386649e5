using System.Diagnostics;
using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Optimizers;
using RnnTrainer.Training.Progress;
using RnnTrainer.Training.Schedules;
using RnnTrainer.Values;

namespace RnnTrainer.Training;

/// <summary>Trains a network on stored sequences: batches, loss and gradient, optimizer, validation, checkpoints, reports.</summary>
internal sealed class TrainingLoop
{
    // Streams of random numbers of one run; a number once given away is not used for another purpose.
    private const uint WeightStream = 1, ShuffleStream = 2, AugmentationStream = 3, ValidationStream = 4,
        TokenStream = 5;

    private readonly RnnOptions options;
    private readonly LearningTask task;
    private readonly TrainingData data;
    private readonly EngineChoice engines;
    private readonly RunContext context;
    private readonly RankGroup ranks;
    private readonly CheckpointWriter checkpoints;
    private readonly RunIdentity? identity;
    private readonly Checkpoint? resumed;
    private readonly NetworkSpec spec;
    private readonly SequenceInput input;
    private readonly int seed;
    private readonly IReadOnlyList<int> rows; // to train on
    private readonly BatchPlan plan;
    private readonly OutputScale scale;
    private readonly RowLoss loss;
    private readonly SequenceChange? change;
    private readonly Validation? validation;
    private readonly Stopwatch epochTime = new(); // reports left out
    private long rowsBefore;                      // of the epoch, in a run that this one goes on from
    private readonly RunEnding ending;
    private Divergence? divergence;

    /// <exception cref="InvalidOperationException">The options ask for what the data or checkpoints do not allow.</exception>
    /// <exception cref="InvalidDataException">Every checkpoint to resume from is damaged.</exception>
    public TrainingLoop(
        RnnOptions options, LearningTask task, TrainingData data, CheckpointWriter checkpoints, int seed, EngineChoice engines,
        RunContext context, RankGroup ranks)
    {
        this.checkpoints = checkpoints;
        this.options = options;
        this.task = task;
        this.data = data;
        this.engines = engines;
        this.context = context;
        this.ranks = ranks;
        ending = new RunEnding(options, context.CheckAlive, ranks);
        RunIdentity? wanted = options.NeedsIdentity ? RunIdentity.Of(options, data) : null;
        resumed = wanted is null ? null : Resumption.Find(options, wanted, context, ranks);
        this.seed = resumed?.Seed ?? seed;

        RowSplit split = options.ValidationFraction is { } fraction ? HoldOut(fraction)
            : new RowSplit(data.Training.Sequences.Trainable, []);
        rows = split.Training;
        spec = data.Network.With(resumed?.Identity.Network.Input.Normalization
            ?? new NormalizationChoice(data, rows, context, ranks).Choose(options.Normalization));
        identity = wanted is null ? null : wanted with { Network = spec };
        input = new SequenceInput(spec.Input);
        scale = task.ScaleOf(data.Training, rows, data.Label);
        loss = task.CreateLoss(data.Training, rows, data.Label, scale);
        change = options.TokenDropout > 0 ? new TokenDropper(options.TokenDropout, this.seed, TokenStream)
            : options.Augmentation is { } augmentation ? new Augmenter(augmentation, this.seed, AugmentationStream)
            : null;
        validation = data.Validation is { } held ? CreateValidation(held, held.AllRows)
            : split.HeldOut.Length > 0 ? CreateValidation(data.Training, split.HeldOut)
            : null;
        // Rows on disk are read here, for which a rank may have no memory.
        plan = ranks.Together(() => task.CreatePlan(data.Training, rows, options, new RandomStream(this.seed, ShuffleStream)));
        TotalSteps = options.Steps ?? Math.Max(options.Epochs ?? RnnOptions.DefaultEpochs, EpochsOf(options.MinSteps ?? 0)) * StepsPerEpoch;
    }

    public long StepsPerEpoch => plan.BatchCount;

    public long TotalSteps { get; }

    /// <summary>Trains: reports as <see cref="RnnOptions.ProgressSteps"/> says, and after each epoch.</summary>
    public TrainingResult Run()
    {
        try
        {
            return Train();
        }
        catch (Exception exception) when (exception != ending.Cancellation)
        {
            ranks.EndAll(exception);
            throw;
        }
    }

    private TrainingResult Train()
    {
        float[] initial = data.Initial is { } given ? scale.Unfold(spec, given) : DrawInitial();
        FlatNetwork network = new(spec, initial, options.Dropout, options.RecurrentDropout);
        EngineSettings settings = new(plan.BatchSize, loss) { Seed = seed, Shards = data.Training.Sequences.Shards.Count };
        using GradientEngine engine = engines.Create(network, settings);
        context.Info($"Training with {engine.Description}.");
        SayLength();
        SayOrder();
        if (validation is not null)
            context.Info($"Validating on {validation.Count} rows after each epoch.");
        RnnEmaUpdate? averaging = options.WeightAveraging is not { } ema ? null
            : spec.Input.Embedding is { } table ? new(ema, initial, table.Tokens, table.Size) : new(ema, initial);
        TrainingRun run = new(identity, seed, network, RnnOptimizerUpdate.Create(options.Optimizer, spec.ParameterCount), averaging,
            RnnScheduleRate.Create(options.Schedule, options.LearningRate, TotalSteps, StepsPerEpoch),
            plan, new BestEpoch(options.EarlyStopping, task.Metrics, validation is not null), loss.AccumulatorCount);
        if (resumed is not null)
            run.GoOnFrom(resumed);

        // At the end of an epoch all ranks have waited for the first one's report, and so can wait for each other.
        while (run.Step < TotalSteps && divergence is null && !run.Best.IsTimeToStop && !ending.Agree(run.Step))
            TrainEpoch(run, engine);

        if (divergence is not null)
            return Diverged(run);
        if (run.Best.IsTimeToStop)
            context.Info($"Stopped early after epoch {run.Epoch}; the best was {run.Best.Description}.");
        else if (ending.IsToStop && run.Step < TotalSteps)
            Stop(run);
        float[]? best = run.Best.State.Weights;
        if (best is not null)
            context.Info($"Restored the weights of epoch {run.Best.Epoch}, the best.");
        return Learnt(run, best ?? run.Weights);
    }

    private float[] DrawInitial()
    {
        float[] drawn = InitialWeights.Draw(spec, options.Initialization, new RandomStream(seed, WeightStream));
        task.Begin(spec, data.Training, rows, drawn);
        return drawn;
    }

    private RowSplit HoldOut(float fraction)
    {
        RowSplit split = task.HoldOut(data.Training, fraction, new RandomStream(seed, ValidationStream));
        if (split.LeftOut is { } leftOut)
        {
            context.Info($"Held out the last {split.HeldOut.Length} windows of the series, and skipped "
                + $"{CountText.Of(leftOut, "window")} that share steps with them.");
        }
        return split;
    }

    private TrainingResult Diverged(TrainingRun run)
    {
        float[]? best = run.Best.State.Weights;
        if (best is not null)
        {
            context.Warn($"{divergence!.Description}. Restored the weights of epoch {run.Best.Epoch}, the best; "
                + "a smaller learning rate may do better.");
        }
        return Learnt(run, best ?? run.Best.Weights ?? run.Weights) with { Divergence = best is null ? divergence : null };
    }

    private TrainingResult Learnt(TrainingRun run, float[] parameters) =>
        new(spec, scale.Fold(spec, parameters), [.. run.History], run.Best.Epoch);

    private void SayLength()
    {
        string steps = CountText.Of(TotalSteps, "step");
        if (options.Steps is null)
            context.Info($"Training for {CountText.Of(EpochsOf(TotalSteps), "epoch")} of {StepsPerEpoch}, {steps} in all.");
        if (TotalSteps < task.EnoughSteps)
            context.Warn($"Training ends after {steps}, which may be too few. Train for longer, or leave the length unset.");
    }

    private void SayOrder()
    {
        if (plan.Description is { } order)
            context.Info(order);
        if (plan.Warning is { } warning)
            context.Warn(warning);
    }

    // Whole epochs of at least so many steps.
    private long EpochsOf(long steps) => (steps + StepsPerEpoch - 1) / StepsPerEpoch;

    private void TrainEpoch(TrainingRun run, GradientEngine engine)
    {
        run.EnterEpoch();
        rowsBefore = run.Sums.Rows;
        epochTime.Restart();
        bool ended;
        do
        {
            engine.StopRequested = ranks.Size > 1 && ending.IsWanted(run.Step);
            divergence = TrainBatch(run, engine, NextBatch(run));
            if (divergence is not null)
                return;
            ended = run.IsEpochDone || run.Step == TotalSteps;
            if (ended)
            {
                EndEpoch(run, () => checkpoints.AfterEpoch(run.Epoch, run.Step == TotalSteps || run.Best.IsTimeToStop, run.ToCheckpoint));
            }
            else
            {
                checkpoints.AfterStep(run.ToCheckpoint);
                bool reports = options.ProgressSteps is { } every && (run.Step - 1) % every == 0;
                if (reports)
                    Report(run, run.Sums, Line(run, validated: null), isEpochEnd: false, isBest: false);
                // What is requested between two reports reaches the other ranks with the sums of the next batch.
                if (reports || ranks.Size == 1 || engine.StopRequested)
                    _ = ending.Agree(run.Step);
            }
        }
        while (!ended && !ending.IsToStop);
    }

    private Batch NextBatch(TrainingRun run) =>
        new(data.Training, input, run.NextRows, run.Step + 1, loss.Weight, change) { ShardRows = run.NextShardRows };

    // Null where all went well.
    private Divergence? TrainBatch(TrainingRun run, GradientEngine engine, Batch batch)
    {
        BatchSums sums = engine.Compute(batch);
        if (!double.IsFinite(sums.Loss))
            return new Divergence("loss", sums.MeanLoss, run.Step + 1, run.Epoch, run.LearningRate);
        double norm = GradientNorm.Clip(run.Network.Gradient, run.Network.Touched, options.ClipNorm);
        if (!double.IsFinite(norm))
            return new Divergence("gradient's norm", norm, run.Step + 1, run.Epoch, run.LearningRate);
        run.TakeStep(batch.Count, sums, norm);
        return null;
    }

    // A run that goes on from here must find the epoch under way, not closed.
    private void Stop(TrainingRun run)
    {
        context.Info($"Stop requested: training ends after step {run.Step} of {TotalSteps}.");
        checkpoints.Save(run.ToCheckpoint);
        if (run.Sums.Batches > 0)
            EndEpoch(run, save: () => { });
    }

    private void EndEpoch(TrainingRun run, Action save)
    {
        EpochSums sums = run.Sums;
        RnnEpoch line = Line(run, validation?.Evaluate(scale.Fold(spec, run.Weights)));
        if (line.ValidationLoss is { } validated && !double.IsFinite(validated))
        {
            divergence = new Divergence("validation loss", validated, run.Step, run.Epoch, run.LearningRate);
            return;
        }
        bool isBest = run.EndEpoch(line);
        save();
        Report(run, sums, line, isEpochEnd: true, isBest);
    }

    private Validation CreateValidation(LabelledSequences held, int[] heldRows) => new(spec, held, heldRows,
        task.CreateMeasure(held, held.Targets.Of(heldRows), data.Label, scale), Validation.ThreadsFor(options), ranks);

    // The epoch so far.
    private RnnEpoch Line(TrainingRun run, double[]? validated)
    {
        EpochSums sums = run.Sums;
        IEnumerable<double> values = task.Measure(sums.Total).Concat(validated ?? []);
        return new RnnEpoch(run.Epoch, run.Step, sums.LastLearningRate, sums.GradientNorm / sums.Batches,
            new MetricValues(EpochMetric.All(task.Metrics).Zip(values, (metric, value) => KeyValuePair.Create(metric.Name, value))));
    }

    private void Report(TrainingRun run, EpochSums sums, RnnEpoch epoch, bool isEpochEnd, bool isBest)
    {
        epochTime.Stop();
        context.Report(new TrainingState
        {
            Epoch = epoch,
            TotalSteps = TotalSteps,
            IsEpochEnd = isEpochEnd,
            IsBest = isBest,
            RowsPerSecond = (sums.Rows - rowsBefore) / epochTime.Elapsed.TotalSeconds,
            Elapsed = run.Elapsed,
            Copy = () => Learnt(run, run.Weights),
            RequestStop = ending.RequestStop,
        });
        epochTime.Start();
    }
}
