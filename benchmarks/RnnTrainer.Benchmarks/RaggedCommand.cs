using System.CommandLine;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What it is worth to take sequences at their own lengths: a task whose right answers are known, whole and cut short.</summary>
internal sealed class RaggedCommand() : BenchmarkCommand(
    "ragged",
    $"Train on generated sequences of {OrderTask.LeastSteps} to {OrderTask.MostSteps} steps, whole and cut to {CutSteps}, beside the "
        + "best accuracy to be expected; "
    + "time epochs with and without batches of like length.",
    "One seed.")
{
    private const int Seeds = 3, QuickSeeds = 1, CutSteps = 30, TrainRows = 6_000, TestRows = 2_000, TrainSeed = 1, TestSeed = 2;

    private static readonly RnnOptions Recipe = new()
    {
        Cell = RnnCell.Gru,
        HiddenSize = 32,
        Pooling = RnnPooling.Last,
        BlockSteps = 1,
        InputSize = OrderTask.Channels,
        LearningRate = 0.01f,
        Schedule = new RnnOneCycleSchedule(),
        ClipNorm = 1,
        Epochs = 12,
    };

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new();
        OrderTask train = new(TrainRows, TrainSeed), test = new(TestRows, TestSeed);
        IDataView wholeTrain = train.View(ml), wholeTest = test.View(ml), cutTrain = train.View(ml, CutSteps),
            cutTest = test.View(ml, CutSteps);

        RaggedRun.Train(ml, "Warm-up", Recipe with { Epochs = 1, Seed = 1 }, wholeTrain, wholeTest);

        // Rows in the order in which they were drawn are as mixed in length as shuffled ones that nobody sorts.
        List<(int Seed, RaggedRun Whole, RaggedRun Cut, RaggedRun Unsorted)> runs = [];
        foreach (int seed in Enumerable.Range(1, quick ? QuickSeeds : Seeds))
        {
            RnnOptions options = Recipe with { Seed = seed };
            runs.Add((seed,
                RaggedRun.Train(ml, "Whole", options, wholeTrain, wholeTest),
                RaggedRun.Train(ml, "Cut", options, cutTrain, cutTest),
                RaggedRun.Train(ml, "Whole, not shuffled", options with { Shuffle = false }, wholeTrain, wholeTest)));
        }

        return (new ResultFile("ragged.md", "Sequences of different lengths",
            Machine.Table("ragged-machine", quick ? "ragged --quick" : "ragged"),
            Invariant($"""
            {TrainRows:N0} generated sequences to learn from and {TestRows:N0} to test with, {OrderTask.LeastSteps} to
            {OrderTask.MostSteps} steps of {OrderTask.Channels} channels in noise, {OrderTask.ClassCount} classes: which of two kinds of
            event came first and which second, the second always in the second half. GRU, hidden {Recipe.HiddenSize}, {Recipe.Epochs}
            epochs, batches of {Recipe.BatchSize}; `Features` is a `VarVector<Single>`. Whole sequences, and the same cut to their first
            {CutSteps} steps. What is to be expected at best is known: an event that is not seen can only be guessed.

            """),
            MarkdownTable.Block("ragged", ["seed", "test accuracy, whole", Invariant($"test accuracy, first {CutSteps} steps")],
            [
                ["to be expected at best", Accuracy(test.BestAccuracy()), Accuracy(test.BestAccuracy(CutSteps))],
                .. runs.Select(run => (string[])[Invariant($"{run.Seed}"), Accuracy(run.Whole.Accuracy), Accuracy(run.Cut.Accuracy)]),
                ["mean", Accuracy(runs.Average(run => run.Whole.Accuracy)), Accuracy(runs.Average(run => run.Cut.Accuracy))],
            ]),
            $"""
            Seconds of training in an epoch, reading left out, after a warm-up; medians of {runs.Count} runs (smallest to largest),
            {ThreadCounts.Show(ThreadCounts.Most)}. Shuffled batches are made of sequences of like length; batches in the order of the
            data mix all lengths.

            """,
            MarkdownTable.Block("ragged-time", ["sequences", "s/epoch"],
            [
                ["whole, batches of like length", Seconds(run => run.Whole)],
                ["whole, batches in the order of the data", Seconds(run => run.Unsorted)],
                [Invariant($"first {CutSteps} steps, batches of like length"), Seconds(run => run.Cut)],
            ])), 0);

        string Seconds(Func<(int, RaggedRun Whole, RaggedRun Cut, RaggedRun Unsorted), RaggedRun> which) =>
            Spread.Of(runs.Select(run => which(run).EpochSeconds)).Show("0.000");
    }

    private static string Accuracy(double value) => Invariant($"{value:0.0000}");
}
