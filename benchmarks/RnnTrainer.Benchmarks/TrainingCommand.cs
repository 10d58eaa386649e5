using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>How fast Fit and scoring are, beside TorchSharp used directly.</summary>
internal sealed class TrainingCommand() : BenchmarkCommand(
    "training", "Time Fit beside a TorchSharp training loop, and scoring beside the TorchSharp module.", "One shape, one epoch and three rounds.")
{
    private const int Rounds = 5, QuickRounds = 3, WarmUpSteps = 200;

    protected override (ResultFile Results, int ExitCode) Measure(bool quick)
    {
        MLContext ml = new(1);
        Console.Error.WriteLine("Reading MNIST.");
        Digits train = Digits.Train(ml), test = Digits.Test(ml);
        int rounds = quick ? QuickRounds : Rounds;

        List<(TrainingJob Job, IReadOnlyList<Timing> Timings)> training = [];
        using (TrainingPeers peers = new(ml, train))
        {
            foreach (TrainingJob job in quick ? [OneEpoch(50, 50)] : (TrainingJob[])[TrainingJob.Tutorial, OneEpoch(128, 50), OneEpoch(128, 128)])
            {
                peers.WarmUp(job with { Steps = WarmUpSteps });
                training.Add((job, Contest.Run(job.Shape, peers.For(job), rounds)));
            }
        }

        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with { Seed = 1, Steps = 1200 }).Fit(train.View);
        using ScoringPeers scoring = new(ml, network, test);
        scoring.CheckAgreement();
        IReadOnlyList<Timing> all = Contest.Run("Scoring all rows", scoring.AllRows, rounds);
        IReadOnlyList<Timing> single = Contest.Run("Scoring row by row", scoring.RowByRow, rounds);

        return (new ResultFile($"training.{Machine.ProcessorFileName}.md", $"Training and scoring on {Machine.Processor}",
            Machine.Table("training-machine", quick ? "training --quick" : "training"),
            $"""
            Median of {rounds} runs (smallest to largest); the peers take turns in one process, after a warm-up.

            ## Training
            MNIST in file order, Adam. `Fit` is all of it: reading the 60,000 rows of an in-memory view, training, wrapping the
            result. The TorchSharp loop (`nn.RNN`, `nn.Linear`, `CrossEntropyLoss`, autograd, `optim.Adam`, a `DisposeScope` a step)
            finds its data as one tensor, and reading them into it is not counted. Each at its best number of torch threads. The
            ratio is that of the medians, in brackets round by round.

            """,
            TrainingTables.Best("training", training),
            "By number of torch threads:\n",
            TrainingTables.All("training-threads", training),
            $"""
            ## Scoring
            The {test.Count:N0} test digits, hidden 50. Work ends with the probabilities in a managed array; the TorchSharp module (in
            inference mode) finds its data as one tensor, `Transform` as an in-memory view; ML.NET spreads the reading of its Score column
            over the cores by itself.

            """,
            ScoringTables.RowsPerSecond("scoring", all, test.Count),
            "One digit at a time:\n",
            ScoringTables.MicrosecondsPerRow("scoring-single", single, test.Count)), 0);
    }

    /// <summary>One pass over the training data: enough steps for a shape other than the tutorial's.</summary>
    private static TrainingJob OneEpoch(int hiddenSize, int batchSize) => new(hiddenSize, batchSize, (60_000 + batchSize - 1) / batchSize);
}
