using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to do a training job.</summary>
/// <param name="ml">ML.NET's context.</param>
/// <param name="view">The digits, <c>Features</c> and <c>Label</c>.</param>
/// <param name="torchLoop">The loop with the same digits; disposed with the peers.</param>
internal sealed class TrainingPeers(MLContext ml, IDataView view, TorchLoop torchLoop) : IDisposable
{
    public const string TorchName = "TorchSharp loop", OurName = "RnnTrainer";

    public TrainingPeers(MLContext ml, Digits digits) : this(ml, digits.View, new TorchLoop(digits.Pixels, digits.Classes))
    {
    }

    /// <summary>The loop, all of whose run is steps.</summary>
    public IReadOnlyList<Peer> Torch(TrainingJob job) =>
    [
        .. from threads in ThreadCounts.All
           select new Peer(TorchName, ThreadCounts.Show(threads), job.Steps, () => CheckLearnt(TorchName, job, TrainTorch(job)))
           {
               TorchThreads = threads,
           },
    ];

    /// <summary>Fit, in which the steps after the first are what counts: reading, set-up and wrapping come before and after.</summary>
    public IReadOnlyList<Peer> Ours(TrainingJob job) => [.. ThreadCounts.All.Select(threads => Ours(job, threads))];

    /// <summary>The same with that many threads.</summary>
    public Peer Ours(TrainingJob job, int threads) =>
        new(OurName, ThreadCounts.Show(threads), job.Steps - 1, () => Fit(job, threads));

    public void Dispose() => torchLoop.Dispose();

    private double TrainTorch(TrainingJob job)
    {
        using TorchNetwork network = new(job.Network, job.Task);
        return torchLoop.Train(network, job);
    }

    private TimeSpan? Fit(TrainingJob job, int threads)
    {
        StepClock clock = new();
        RnnTransformer trained = job.Task.Fit(ml, job.Network.ApplyTo(RnnOptions.Tutorial) with
        {
            LabelColumnName = job.Task.LabelColumnName,
            WeightAveraging = job.Averaging,
            Engine = RnnEngine.Kernels,
            InputSize = Digits.InputSize,
            Shuffle = job.Shuffle,
            BatchSize = job.BatchSize,
            LearningRate = TrainingJob.LearningRate,
            Steps = job.Steps,
            Seed = 1,
            Threads = threads,
            Progress = clock.Report,
            ProgressSteps = job.Steps,
        }, view);
        CheckLearnt(OurName, job, trained.History[^1].Loss);
        return clock.Steps;
    }

    private static void CheckLearnt(string name, TrainingJob job, double loss)
    {
        // Written so that NaN fails.
        if (!(loss < job.MostLoss))
        {
            throw new InvalidOperationException($"The peer '{name}' ended with a training loss of {loss} ({job.Task.Name}), where at most "
                + $"{job.MostLoss} was expected: what does not learn cannot be compared.");
        }
    }
}
