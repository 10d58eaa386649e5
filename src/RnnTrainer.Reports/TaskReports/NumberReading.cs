using RnnTrainer.Evaluation;
using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>Numbers: one or several of whole sequences, or one of each step.</summary>
internal sealed class NumberReading : TaskReading
{
    private readonly RnnModel network;
    private readonly bool ofSteps;
    private readonly OutputNumbers[] outputs;
    private readonly ErrorSums all = new();

    public NumberReading(IReadOnlyList<string> names, RnnModel network, string noun, RnnReportOptions options)
    {
        this.network = network;
        ofSteps = network.Pooling == RnnPooling.None;
        Noun = noun;
        int worst = Math.Max(1, (options.MaxWorstRows + names.Count - 1) / names.Count);
        outputs = [.. names.Select(name => new OutputNumbers(name, options.MaxPoints, worst))];
    }

    protected override int Width => 1;

    protected override string Noun { get; }

    protected override void Add(int entry, double label, ReadOnlySpan<double> scores, ReportedRow row)
    {
        OutputNumbers output = outputs[entry % outputs.Length];
        output.Add(label, scores[0]);
        all.Add(label, scores[0]);
        double error = Math.Abs(label - scores[0]);
        if (error > 0 && output.Worst.Takes(error, row))
        {
            string place = ofSteps ? $", step {entry + 1}" : outputs.Length > 1 ? $", {output.Name}" : "";
            output.Worst.Add(error, row, $"{NumberText.Value(label)} → {NumberText.Value(scores[0])}",
                $"off by {NumberText.Value(error)}{place}",
                $"{NumberText.Value(label)}, predicted as {NumberText.Value(scores[0])}{place}", ofSteps ? null : Watched(entry, label));
        }
    }

    private static WatchedOutputs Watched(int output, double label) =>
        new("number", [("predicted", outputs => outputs[output])], label);

    protected override TaskResult Tell()
    {
        RnnOutputMetrics overall = all.Metrics("");
        RnnMultiOutputMetrics each = new(outputs.Select(output => output.Metrics));
        bool isOne = outputs.Length == 1;
        return new()
        {
            Verdict = $"RMSE {NumberText.Value(overall.RootMeanSquaredError)}",
            Count = Count,
            Remark = Remark,
            Worst = [.. outputs.SelectMany(output => output.Worst.Rows.Index()).OrderBy(row => row.Index).Select(row => row.Item)],
            Figures =
            [
                ("Test RMSE", NumberText.Value(overall.RootMeanSquaredError), "root of the mean squared error"),
                ("Test MAE", NumberText.Value(overall.MeanAbsoluteError), "mean absolute error"),
                ("R²", NumberText.Share(each.RSquared), isOne ? "share of the variance explained" : "mean of the outputs"),
                isOne ? ("Bias", NumberText.Value(outputs[0].Bias), "mean of predicted - actual")
                    : ("Outputs", NumberText.Count(outputs.Length), "numbers of each row"),
            ],
            Metrics = new Dictionary<string, double>
            {
                [RnnMetric.OnTest(RnnMetric.RootMeanSquaredError)] = overall.RootMeanSquaredError,
                [RnnMetric.OnTest(RnnMetric.MeanAbsoluteError)] = overall.MeanAbsoluteError,
            },
            Sections =
            [
                .. isOne ? (Html[])[] : [OutputsSection.Of(outputs)],
                ResidualsSection.Of(outputs, Nouns),
                WorstSection.Of("worst", "Largest errors", network, [.. outputs.Select(output => output.Worst)],
                    $"{Nouns}, the largest error first: actual → predicted", ("Actual → predicted", "Error")),
            ],
        };
    }
}
