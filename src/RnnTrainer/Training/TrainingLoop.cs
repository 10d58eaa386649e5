using System.Diagnostics;

namespace RnnTrainer.Training;

/// <summary>Trains a network on stored sequences: batches, loss and gradient, optimizer, validation, checkpoints, reports.</summary>
internal sealed class TrainingLoop
{
    // Streams of random numbers of one run; a number once given away is not used for another purpose.
    private const uint WeightStream = 1, ShuffleStream = 2, AugmentationStream = 3, ValidationStream = 4;

    private const int MaxValidationThreads = 16;

    private readonly RnnOptions options;
    private readonly TrainingData data;
    private readonly EngineChoice engines;
    private readonly RunContext context;
    private readonly CheckpointWriter checkpoints;
    private readonly Fingerprint? fingerprint;
    private readonly Checkpoint? resumed;
    private readonly int seed;
    private readonly int[] rows; // to train on
    private readonly float[]? classWeights;
    private readonly Augmenter? augmenter;
    private readonly Validation? validation;
    private readonly Stopwatch epochTime = new(); // reports left out
    private long rowsBefore;                      // of the epoch, in a run that this one goes on from
    private volatile bool stopRequested;

    /// <exception cref="InvalidOperationException">The options ask for what the data or checkpoints do not allow.</exception>
    /// <exception cref="InvalidDataException">Every checkpoint to resume from is damaged.</exception>
    public TrainingLoop(
        RnnOptions options, TrainingData data, CheckpointWriter checkpoints, int seed, EngineChoice engines, RunContext context)
    {
        this.checkpoints = checkpoints;
        this.options = options;
        this.data = data;
        this.engines = engines;
        this.context = context;
        if (options.Checkpoints is not null || options.ResumeFrom is not null)
        {
            fingerprint = Fingerprint.Of(options, data);
            resumed = Resumption.Find(options, fingerprint, context);
        }
        this.seed = resumed?.Seed ?? seed;

        StratifiedSplit split = options.ValidationFraction is { } fraction
            ? StratifiedSplit.Draw(data.Training, fraction, new RandomStream(this.seed, ValidationStream))
            : StratifiedSplit.None(data.Training);
        rows = split.Training;
        classWeights = options.ClassWeights?.For(data.Training, rows, data.Network.Head.Outputs);
        augmenter = options.Augmentation is { } augmentation ? new Augmenter(augmentation, this.seed, AugmentationStream) : null;
        int threads = Math.Min(options.Threads ?? Environment.ProcessorCount, MaxValidationThreads);
        validation = data.Validation is { } held ? new Validation(data.Network, held, StratifiedSplit.None(held).Training, threads)
            : split.HeldOut.Length > 0 ? new Validation(data.Network, data.Training, split.HeldOut, threads)
            : null;
        StepsPerEpoch = (rows.Length + (options.BatchSize - 1L)) / options.BatchSize;
        TotalSteps = options.Steps ?? (options.Epochs ?? RnnOptions.DefaultEpochs) * StepsPerEpoch;
    }

    public long StepsPerEpoch { get; }

    public long TotalSteps { get; }

    /// <summary>Trains: reports as <see cref="RnnOptions.ProgressSteps"/> says, and after each epoch.</summary>
    /// <exception cref="InvalidOperationException">Training diverged.</exception>
    public TrainingResult Run()
    {
        float[] initial = data.Initial ?? InitialWeights.Draw(data.Network, options.Initialization, new RandomStream(seed, WeightStream));
        FlatNetwork network = new(data.Network, initial, options.Dropout);
        EngineSettings settings = new(Math.Min(options.BatchSize, rows.Length)) { LabelSmoothing = options.LabelSmoothing, Seed = seed };
        using GradientEngine engine = engines.Create(network, settings);
        context.Info($"Training with {engine.Description}.");
        if (validation is not null)
            context.Info($"Validating on {validation.Count} rows after each epoch.");
        TrainingRun run = new(fingerprint, seed, network, Optimizer.Create(options.Optimizer, data.Network.ParameterCount),
            LearningRateSchedule.Create(options.Schedule, options.LearningRate, TotalSteps, StepsPerEpoch),
            new BatchPlan(data.Training, rows, options.BatchSize, options.Shuffle, new RandomStream(seed, ShuffleStream)),
            new BestEpoch(options.EarlyStopping, validation is not null));
        if (resumed is not null)
            run.GoOnFrom(resumed);

        while (run.Step < TotalSteps && !run.Best.IsTimeToStop && !IsToStop(run))
            TrainEpoch(run, engine);

        if (run.Best.IsTimeToStop)
            context.Info($"Stopped early after epoch {run.Epoch}: the best was {run.Best.Description}.");
        else if (stopRequested && run.Step < TotalSteps)
            Stop(run);
        float[]? best = run.Best.State.Weights;
        if (best is not null)
            context.Info($"The weights are those of epoch {run.Best.Epoch}, the best.");
        return new TrainingResult(best ?? network.Parameters.ToArray(), [.. run.History], run.Best.Epoch);
    }

    private void TrainEpoch(TrainingRun run, GradientEngine engine)
    {
        run.EnterEpoch();
        rowsBefore = run.Sums.Rows;
        epochTime.Restart();
        bool ended;
        do
        {
            TrainBatch(run, engine, new Batch(data.Training, run.NextRows, run.Step + 1, classWeights, augmenter));
            ended = run.IsEpochDone || run.Step == TotalSteps;
            if (ended)
            {
                EndEpoch(run, () => checkpoints.AfterEpoch(run, isLast: run.Step == TotalSteps || run.Best.IsTimeToStop));
            }
            else
            {
                checkpoints.AfterStep(run);
                if (options.ProgressSteps is { } every && (run.Step - 1) % every == 0)
                    Report(run, run.Sums, run.Sums.ToEpoch(run.Epoch, run.Step), isEpochEnd: false, isBest: false);
            }
        }
        while (!ended && !IsToStop(run));
    }

    private void TrainBatch(TrainingRun run, GradientEngine engine, Batch batch)
    {
        (double loss, int correct) = engine.Compute(batch);
        if (!double.IsFinite(loss))
            throw Diverged("loss", loss, run.Step + 1, run.Epoch);
        double norm = GradientNorm.Clip(run.Network.Gradient, options.ClipNorm);
        if (!double.IsFinite(norm))
            throw Diverged("gradient's norm", norm, run.Step + 1, run.Epoch);
        run.TakeStep(batch, loss, correct, norm);
    }

    private bool IsToStop(TrainingRun run)
    {
        if (options.KeepModelOnCancellation && options.CancellationToken.IsCancellationRequested && run.Step > 0)
            stopRequested = true;
        if (!stopRequested)
            context.CheckAlive();
        return stopRequested;
    }

    // A run that goes on from here must find the epoch under way, not closed.
    private void Stop(TrainingRun run)
    {
        context.Info($"Asked to stop: training ends after step {run.Step} of {TotalSteps}.");
        checkpoints.Save(run);
        if (run.Sums.Batches > 0)
            EndEpoch(run, save: () => { });
    }

    private void EndEpoch(TrainingRun run, Action save)
    {
        EpochSums sums = run.Sums;
        RnnEpoch line = sums.ToEpoch(run.Epoch, run.Step, validation?.Evaluate(run.Network.Parameters));
        if (line.ValidationLoss is { } loss && !double.IsFinite(loss))
            throw Diverged("validation loss", loss, run.Step, run.Epoch);
        bool isBest = run.EndEpoch(line);
        save();
        Report(run, sums, line, isEpochEnd: true, isBest);
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
            GradientNorm = sums.LastGradientNorm,
            RowsPerSecond = (sums.Rows - rowsBefore) / epochTime.Elapsed.TotalSeconds,
            Elapsed = run.Elapsed,
            Copy = () => new TrainingResult(run.Network.Parameters.ToArray(), [.. run.History], run.Best.Epoch),
            RequestStop = () => stopRequested = true,
        });
        epochTime.Start();
    }

    private InvalidOperationException Diverged(string what, double value, long step, int epoch) => new(
        $"Training diverged: the {what} became {value} at step {step} (epoch {epoch}) with learning rate {options.LearningRate}. "
        + "Try a smaller LearningRate (a tenth of it), and check that the features are scaled, for example to 0..1.");
}
