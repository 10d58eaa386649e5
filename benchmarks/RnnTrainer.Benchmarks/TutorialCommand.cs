using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Whether the tutorial's run ends where the tutorial says, whatever the seed.</summary>
internal sealed class TutorialCommand() : BenchmarkCommand(
    "tutorial", $"Train the tutorial's network with seeds 1 to {Seeds}; exit code 1 unless the test accuracies are as expected.",
    $"Seeds 1 to {QuickSeeds} only.")
{
    private const int Seeds = 5, QuickSeeds = 2;

    // Twelve seeds of a prototype: mean 0.9341, standard deviation 0.0038. The tutorial itself ends at 0.9350.
    private const double LeastMean = 0.930, LeastEach = 0.915;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        // A sum split over threads rounds differently: with one, the same figures come out on any number of cores.
        torch.set_num_threads(1);
        MLContext ml = new();
        Console.Error.WriteLine("Reading MNIST.");
        IDataView train = Digits.Train(ml).View, test = Digits.Test(ml).View;

        List<(int Seed, double Cost, double Accuracy)> runs = [];
        foreach (int seed in Enumerable.Range(1, quick ? QuickSeeds : Seeds))
        {
            long start = Stopwatch.GetTimestamp();
            RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with { Seed = seed }).Fit(train);
            MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(network.Transform(test));
            runs.Add((seed, metrics.LogLoss, metrics.MicroAccuracy));
            string scores = Invariant($"test cost {metrics.LogLoss:0.0000}, test accuracy {metrics.MicroAccuracy:0.0000}");
            Console.Error.WriteLine(Invariant($"Seed {seed}: {scores} ({Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s)"));
        }

        double mean = runs.Average(run => run.Accuracy);
        int last = RnnOptions.Tutorial.Steps!.Value - 1; // the tutorial counts from 0
        ResultFile results = new("tutorial-seeds.md", Invariant($"The tutorial's run with {runs.Count} seeds"),
            Machine.Table("tutorial-machine", quick ? "tutorial --quick" : "tutorial"),
            Invariant($"Test cost and accuracy after step {last:N0}, over all 10,000 test digits. The tutorial itself: 0.2316 and ")
                + Invariant($"0.9350. Wanted: a mean accuracy of at least {LeastMean:0.000}, and of each seed at least ")
                + Invariant($"{LeastEach:0.000}.\n"),
            MarkdownTable.Block("tutorial-seeds", ["seed", $"test cost, step {last}", $"test accuracy, step {last}"],
            [
                .. runs.Select(run => (string[])[Invariant($"{run.Seed}"), Invariant($"{run.Cost:0.0000}"),
                    Invariant($"{run.Accuracy:0.0000}")]),
                ["mean", Invariant($"{runs.Average(run => run.Cost):0.0000}"), Invariant($"{mean:0.0000}")],
                ["standard deviation", Invariant($"{Deviation(runs.Select(run => run.Cost)):0.0000}"),
                    Invariant($"{Deviation(runs.Select(run => run.Accuracy)):0.0000}")],
            ]));
        return (results, Judge(runs, mean));
    }

    private static int Judge(IEnumerable<(int Seed, double Cost, double Accuracy)> runs, double mean)
    {
        List<string> misses = [.. from run in runs
                                  where !(run.Accuracy >= LeastEach)
                                  select Invariant($"Seed {run.Seed} ended at a test accuracy of {run.Accuracy:0.0000}, below ")
                                      + Invariant($"{LeastEach:0.000}.")];
        if (!(mean >= LeastMean))
            misses.Add(Invariant($"The mean test accuracy is {mean:0.0000}, below {LeastMean:0.000}."));
        misses.ForEach(Console.Error.WriteLine);
        return misses.Count == 0 ? 0 : 1;
    }

    /// <summary>Standard deviation of a sample, √(Σ(x - mean)² / (n - 1)).</summary>
    private static double Deviation(IEnumerable<double> sample)
    {
        double[] values = [.. sample];
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
