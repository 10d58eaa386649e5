using System.Diagnostics;
using RnnTrainer.Data;
using RnnTrainer.Model;
using TorchSharp;

namespace RnnTrainer.Training;

/// <summary>Trains a network on stored sequences: batches, loss and gradient, Adam, reports.</summary>
internal sealed class TrainingLoop
{
    // Streams of random numbers of one run; a number once given away is not used for another purpose.
    private const uint WeightStream = 1, ShuffleStream = 2, AugmentationStream = 3;

    private readonly RnnOptions options;
    private readonly RnnShape shape;
    private readonly SequenceStore store;
    private readonly GpuWish gpu;
    private readonly RandomStream weightRandom, shuffleRandom;
    private readonly Augmenter? augmenter;
    private readonly float[]? classWeights;
    private readonly List<RnnEpoch> history = [];

    public TrainingLoop(RnnOptions options, RnnShape shape, SequenceStore store, int seed, GpuWish gpu)
    {
        this.gpu = gpu;
        this.options = options;
        this.shape = shape;
        this.store = store;
        weightRandom = new RandomStream(seed, WeightStream);
        shuffleRandom = new RandomStream(seed, ShuffleStream);
        augmenter = options.Augmentation is { } augmentation ? new Augmenter(augmentation, seed, AugmentationStream) : null;
        classWeights = options.ClassWeights?.For(store, shape.ClassCount);
        StepsPerEpoch = (store.Count + (options.BatchSize - 1L)) / options.BatchSize;
        TotalSteps = options.Steps ?? (options.Epochs ?? RnnOptions.DefaultEpochs) * StepsPerEpoch;
    }

    public long StepsPerEpoch { get; }

    public long TotalSteps { get; }

    /// <summary>One line for each epoch so far.</summary>
    public IReadOnlyList<RnnEpoch> History => history;

    /// <param name="report">Called as <see cref="RnnOptions.ProgressSteps"/> says, and after each epoch.</param>
    /// <param name="checkAlive">Called before each batch; throws when training should stop.</param>
    /// <param name="log">Told which engine runs.</param>
    /// <returns>The trained parameters, in <see cref="RnnShape"/>'s order.</returns>
    /// <exception cref="InvalidOperationException">Training diverged.</exception>
    public float[] Run(Action<TrainingState> report, Action checkAlive, Action<string> log)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using FlatNetwork network = new(shape, InitialWeights.Draw(shape, options.Initialization, weightRandom));
        using GradientEngine engine = EngineChoice.Create(options, gpu, network, Math.Min(options.BatchSize, store.Count), log);
        log($"Training with {engine.Description}.");
        Adam adam = new(shape.ParameterCount);
        BatchPlan plan = new(store, options.BatchSize, options.Shuffle, shuffleRandom);
        Stopwatch total = Stopwatch.StartNew(), epochTime = new();
        long step = 0;

        for (int epoch = 1; step < TotalSteps; epoch++)
        {
            plan.BeginEpoch(epoch);
            double loss = 0, weight = 0;
            long rows = 0, correct = 0;
            epochTime.Restart();

            for (int number = 0; number < plan.BatchCount && step < TotalSteps; number++)
            {
                checkAlive();
                Batch batch = new(store, plan.Rows(number), step + 1, classWeights, augmenter);
                (double batchLoss, int batchCorrect) = engine.Compute(batch);
                if (!double.IsFinite(batchLoss))
                    throw Diverged(batchLoss, step + 1, epoch);
                adam.Step(network.Parameters, network.Gradient, options.LearningRate);

                step++;
                loss += batchLoss * batch.TotalWeight;
                weight += batch.TotalWeight;
                rows += batch.Count;
                correct += batchCorrect;

                bool epochEnd = number == plan.BatchCount - 1 || step == TotalSteps;
                if (epochEnd)
                    history.Add(new(epoch, step, loss / weight, (double)correct / rows, options.LearningRate));
                if (epochEnd || (options.ProgressSteps is { } every && (step - 1) % every == 0))
                {
                    epochTime.Stop();
                    report(new TrainingState
                    {
                        Epoch = new(epoch, step, loss / weight, (double)correct / rows, options.LearningRate),
                        TotalSteps = TotalSteps,
                        IsEpochEnd = epochEnd,
                        RowsPerSecond = rows / epochTime.Elapsed.TotalSeconds,
                        Elapsed = total.Elapsed,
                        Parameters = network.Parameters.ToArray(),
                    });
                    epochTime.Start();
                }
            }
        }
        return network.Parameters.ToArray();
    }

    private InvalidOperationException Diverged(double loss, long step, int epoch) => new(
        $"Training diverged: the loss became {loss} at step {step} (epoch {epoch}) with learning rate {options.LearningRate}. "
        + "Try a smaller LearningRate (a tenth of it), and check that the features are scaled, for example to 0..1.");
}
