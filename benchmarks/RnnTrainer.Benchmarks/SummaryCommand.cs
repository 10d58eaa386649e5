using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>Puts one figure of five result files beside what it was measured against: the table of the README.</summary>
internal sealed class SummaryCommand() : BenchmarkCommand(
    "summary", "Collect the README's table from the other result files; measures nothing.", "The same.")
{
    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        const string M4 = "m4.md", Ucr = "ucr.md", Atis = "atis.md", Training = "training.amd-epyc.md", Scoring = "scoring.amd-epyc.md";
        ResultTable ucr = ResultTable.Read(Ucr, "ucr"), atis = ResultTable.Read(Atis, "atis");
        ResultTable training = ResultTable.Read(Training, "training"), scoring = ResultTable.Read(Scoring, "scoring-single");
        return (new ResultFile("summary.md", "Five figures",
            "Each figure stands in the result file that its row names, with the machine and the way to repeat it.\n",
            MarkdownTable.Block("summary", ["", "RnnTrainer", "compared with", "from"],
            [
                [
                    "Forecasts, M4 hourly (414 series, defaults): MASE, lower is better", ResultTable.Read(M4, "m4-targets").Figure("MASE",
                        "mean of the seeds"),
                    $"{ResultTable.Read(M4, "m4").Figure("ES-RNN (winner of the competition)", "MASE")}: ES-RNN, the competition's winner",
                    Code(M4),
                ],
                [
                    "Classes, ItalyPowerDemand (UCR, `RnnOptions.Sensor`): accuracy", ucr.Figure("ItalyPowerDemand",
                        "accuracy, mean (least to most)"),
                    ucr.Figure("ItalyPowerDemand", "published"), Code(Ucr),
                ],
                [
                    "A tag for each word, UD English-Atis: accuracy", atis.Figure("mean", "test accuracy"),
                    $"{atis.Figure("each word's most frequent tag", "test accuracy")}: each word's most frequent tag", Code(Atis),
                ],
                [
                    "Training step, SimpleRNN 50, batch 50", $"{training.Figure("50 / 50", "RnnTrainer, 2 threads, ms/step")} ms",
                    $"{training.Figure("50 / 50", "TorchSharp loop, ms/step")} ms: TorchSharp loop", Code(Training),
                ],
                [
                    "Scoring one sequence of 28 steps, SimpleRNN 50", $"{scoring.Figure("PredictionEngine.Predict", "µs/row")} µs",
                    $"{scoring.Figure("ONNX Runtime", "µs/row")} µs: ONNX Runtime", Code(Scoring),
                ],
            ])), 0);
    }

    // Not a link: the copy in the README lies in another folder.
    private static string Code(string file) => $"`{file}`";
}
