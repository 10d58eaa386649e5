using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to do a training job. The first name is the one that the others are held against.</summary>
internal sealed class TrainingPeers(MLContext ml, Digits digits) : IDisposable
{
    // Uniform guessing among ten digits has a loss of ln 10 = 2.30; a peer that ends above this has not learnt anything.
    private const double LearntLoss = 2.1;

    private readonly TorchLoop torchLoop = new(digits);

    /// <summary>Each way with one torch thread, and with as many as there are cores.</summary>
    public IReadOnlyList<Peer> For(TrainingJob job) =>
    [
        .. EachThreadCount("TorchSharp loop", () => torchLoop.Train(job)),
        .. EachThreadCount("RnnTrainer Fit", () => Fit(job)),
    ];

    /// <summary>Runs every peer for a short while.</summary>
    public void WarmUp(TrainingJob job) => Contest.Run($"Warm-up {job.Shape}", For(job), rounds: 1);

    public void Dispose() => torchLoop.Dispose();

    /// <summary>The whole of Fit: checks, reading the view, training, wrapping.</summary>
    private double Fit(TrainingJob job)
    {
        RnnOptions options = RnnOptions.Tutorial with
        {
            HiddenSize = job.HiddenSize,
            BatchSize = job.BatchSize,
            LearningRate = TrainingJob.LearningRate,
            Steps = job.Steps,
            Seed = 1,
        };
        return ml.MulticlassClassification.Trainers.Rnn(options).Fit(digits.View).History[^1].Loss;
    }

    private static IEnumerable<Peer> EachThreadCount(string name, Func<double> train) =>
        from threads in new[] { 1, Environment.ProcessorCount }.Distinct()
        select new Peer(name, threads, () => CheckLearnt(name, train()));

    private static void CheckLearnt(string name, double loss)
    {
        // Written so that NaN fails.
        if (!(loss < LearntLoss))
            throw new InvalidOperationException($"The peer '{name}' ended with a training loss of {loss}, where at most {LearntLoss} was expected: what does not learn cannot be compared.");
    }
}
