using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>How fast a trained network scores, beside ONNX Runtime and TorchSharp used directly.</summary>
internal sealed class ScoringCommand() : BenchmarkCommand(
    "scoring", "Time Transform and PredictionEngine beside ONNX Runtime and the TorchSharp module.", "Three rounds.")
{
    private const int Rounds = 5, QuickRounds = 3, TrainingSteps = 1200;

    private static readonly (string, Func<Timing, string>) RowsPerSecond = ("rows/s", timing => timing.Rate.Show("N0"));
    private static readonly (string, Func<Timing, string>) MicrosecondsPerRow =
        ("µs/row", timing => timing.PerUnit.Scaled(1e6).Show("0.0"));

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new(1);
        Console.Error.WriteLine("Reading MNIST.");
        Digits train = Digits.Train(ml), test = Digits.Test(ml);
        int rounds = quick ? QuickRounds : Rounds;

        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with { Seed = 1, Steps = TrainingSteps })
            .Fit(train.View);
        using ScoringPeers scoring = new(ml, network, test);
        scoring.CheckAgreement();
        IReadOnlyList<Timing> all = Contest.Run("Scoring all rows", scoring.AllRows, rounds);
        IReadOnlyList<Timing> single = Contest.Run("Scoring row by row", scoring.RowByRow, rounds);

        return (new ResultFile($"scoring.{Machine.ProcessorFileName}.md", $"Scoring on {Machine.Processor}",
            Machine.Table("scoring-machine", quick ? "scoring --quick" : "scoring"),
            $"""
            Medians of {rounds} runs (smallest to largest) over MNIST's {test.Count:N0} test digits, hidden 50; the peers take turns in one
            process, after a warm-up in which all were seen to give the same probabilities within 1e-5. Work ends with the probabilities
            in a managed array. The TorchSharp module (in inference mode) finds its data as one tensor, ONNX Runtime has every input and
            output as a value made beforehand, `Transform` reads an in-memory view. Ratios are those of the medians, in brackets round
            by round.

            """,
            MarkdownTable.Block("scoring-targets", ["", "against", "times as fast", "target", "met"],
            [
                .. ScoringTables.Targets("All digits", all, [ScoringPeers.OneCursor, ScoringPeers.CursorSet], onnxTarget: 4,
                    torchTarget: 2.5),
                .. ScoringTables.Targets("One digit", single, [ScoringPeers.PredictionEngine], onnxTarget: 4, torchTarget: 20),
            ]),
            "## All digits\n",
            ScoringTables.Best("scoring", all, RowsPerSecond),
            "By batch size and threads:\n",
            ScoringTables.All("scoring-settings", all, RowsPerSecond),
            "## One digit at a time\n",
            ScoringTables.Best("scoring-single", single, MicrosecondsPerRow),
            "By threads:\n",
            ScoringTables.All("scoring-single-settings", single, MicrosecondsPerRow)), 0);
    }
}
