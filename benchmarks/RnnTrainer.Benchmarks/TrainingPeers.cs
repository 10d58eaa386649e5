using System.Diagnostics;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to do a training job.</summary>
internal sealed class TrainingPeers(MLContext ml, Digits digits) : IDisposable
{
    public const string TorchName = "TorchSharp loop", OurName = "RnnTrainer";

    // Uniform guessing among ten digits has a loss of ln 10 = 2.30; a peer that ends above this has not learnt anything.
    private const double LearntLoss = 2.2;

    private readonly TorchLoop torchLoop = new(digits.Pixels, digits.Classes);

    /// <summary>The loop, all of whose run is steps.</summary>
    public IReadOnlyList<Peer> Torch(TrainingJob job) =>
    [
        .. from threads in ThreadCounts.All
           select new Peer(TorchName, ThreadCounts.Show(threads), job.Steps, () => CheckLearnt(TorchName, TrainTorch(job))) { TorchThreads = threads },
    ];

    /// <summary>Fit, in which the steps after the first are what counts: reading, set-up and wrapping come before and after.</summary>
    public IReadOnlyList<Peer> Ours(TrainingJob job) =>
    [
        .. from threads in ThreadCounts.All
           select new Peer(OurName, ThreadCounts.Show(threads), job.Steps - 1, () => Fit(job, threads)),
    ];

    public void Dispose() => torchLoop.Dispose();

    private double TrainTorch(TrainingJob job)
    {
        using TorchClassifier network = new(job.HiddenSize);
        return torchLoop.Train(network, job);
    }

    private TimeSpan? Fit(TrainingJob job, int threads)
    {
        StepClock clock = new();
        RnnTransformer trained = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with
        {
            HiddenSize = job.HiddenSize,
            BatchSize = job.BatchSize,
            LearningRate = TrainingJob.LearningRate,
            Steps = job.Steps,
            Seed = 1,
            Threads = threads,
            Progress = clock,
            ProgressSteps = job.Steps,
        }).Fit(digits.View);
        CheckLearnt(OurName, trained.History[^1].Loss);
        return clock.Steps;
    }

    private static void CheckLearnt(string name, double loss)
    {
        // Written so that NaN fails.
        if (!(loss < LearntLoss))
            throw new InvalidOperationException($"The peer '{name}' ended with a training loss of {loss}, where at most {LearntLoss} was expected: what does not learn cannot be compared.");
    }

    /// <summary>Times the steps between the first report, after the first step, and the last one.</summary>
    private sealed class StepClock : IProgress<RnnProgress>
    {
        private long first, last;

        public TimeSpan Steps => Stopwatch.GetElapsedTime(first, last);

        public void Report(RnnProgress value)
        {
            last = Stopwatch.GetTimestamp();
            if (first == 0)
                first = last;
        }
    }
}
