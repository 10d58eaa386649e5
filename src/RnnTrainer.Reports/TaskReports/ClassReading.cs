using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Pages;
using RnnTrainer.Tasks;

namespace RnnTrainer.TaskReports;

/// <summary>Classes, or yes and no, of whole sequences or of each step.</summary>
internal sealed class ClassReading : TaskReading
{
    // What ML.NET takes a smaller probability for, and validation in training too.
    private const double LeastProbability = 1e-15;

    /// <summary>Scores from which the area under the ROC curve is computed, at most.</summary>
    private const int MostScores = 1_000_000;

    private readonly RnnModel network;
    private readonly bool isBinary, ofSteps;
    private readonly ConfusionCounts confusion;
    private readonly CalibrationBins calibration = new();
    private readonly StepSums steps;
    private readonly Sample<(float Score, bool IsTrue)> scored = new(MostScores);
    private readonly WorstRows worst;
    private readonly double[] probabilities;
    private double loss;
    private int wrongSteps, stepsOfRow;
    private string firstWrong = "";

    public ClassReading(IReadOnlyList<string> classes, RnnModel network, string noun, RnnReportOptions options)
    {
        this.network = network;
        Noun = noun;
        isBinary = network.Head == RnnHead.Sigmoid;
        ofSteps = network.Pooling == RnnPooling.None;
        confusion = new(classes);
        steps = new(classes);
        worst = new(options.MaxWorstRows);
        probabilities = new double[classes.Count];
    }

    protected override int Width => isBinary ? 1 : probabilities.Length;

    protected override string Noun { get; }

    protected override string WithoutLabel => "whose label is missing or a class unknown to the network";

    private IReadOnlyList<string> Classes => confusion.Classes;

    public override RowReader<double> LabelReader(DataViewRow row, DataViewSchema.Column label)
    {
        if (!isBinary)
            return ClassNames.Reader(row, label, Classes);
        if (!NumberColumn.IsBoolean(label.Type) && !NumberColumn.IsNumber(label.Type))
            throw ColumnCheck.WrongType("Label", label, "Boolean, or Single or Double that are 0, 1 or NaN");
        RowReader<double> read = NumberColumn.Reader(row, label);
        return () =>
        {
            ReadOnlySpan<double> labels = read();
            foreach (double value in labels)
            {
                if (value is not (0 or 1 or double.NaN))
                {
                    throw new RnnRowException(row.Position + 1, label.Name, FormattableString.Invariant(
                        $"label column '{label.Name}' holds {value}; wanted: 0, 1, or NaN for a missing label."));
                }
            }
            return labels;
        };
    }

    protected override void Add(int entry, double label, ReadOnlySpan<double> scores, ReportedRow row)
    {
        ToProbabilities(scores);
        int truth = (int)label, said = Largest(probabilities);
        confusion.Add(truth, said);
        loss -= Math.Log(Math.Max(probabilities[truth], LeastProbability));
        if (isBinary)
        {
            calibration.Add(probabilities[1], truth == 1);
            scored.Add(((float)scores[0], truth == 1));
        }
        else
        {
            calibration.Add(probabilities[said], truth == said);
        }
        if (ofSteps)
            AddStep(entry, truth, said);
        else if (truth != said && worst.Takes(probabilities[said], row))
        {
            string sure = FormattableString.Invariant($"{probabilities[said]:0.0%}");
            worst.Add(probabilities[said], row, $"{Classes[truth]} → {Classes[said]}", sure,
                $"{Classes[truth]}, predicted as {Classes[said]} with {sure}", Watched(truth, said));
        }
    }

    protected override void Skip()
    {
        if (ofSteps)
            steps.Add(0, 0);
    }

    protected override void EndRow(ReportedRow row)
    {
        if (!ofSteps)
            return;
        steps.EndSequence();
        if (wrongSteps > 0 && worst.Takes(wrongSteps, row))
        {
            string share = FormattableString.Invariant($"{wrongSteps:N0} of {stepsOfRow:N0} steps wrong");
            worst.Add(wrongSteps, row, share, firstWrong, $"{share}; the first, {firstWrong}");
        }
        (wrongSteps, stepsOfRow) = (0, 0);
    }

    protected override TaskResult Tell()
    {
        double accuracy = (double)confusion.Right / Count, meanLoss = loss / Count;
        float[] scores = [.. scored.Items.Select(item => item.Score)];
        bool[] truths = [.. scored.Items.Select(item => item.IsTrue)];
        double? area = isBinary ? RocCurve.Area(scores, truths) : null;
        RnnStepMetrics? ofEachStep = ofSteps ? steps.Metrics() : null;
        string right = FormattableString.Invariant($"{confusion.Right:N0} of {Count:N0} {(ofSteps ? "steps " : "")}correct");
        return new()
        {
            Verdict = FormattableString.Invariant($"{accuracy:0.00%} right"),
            Count = Count,
            Wrong = Count - confusion.Right,
            Remark = Remark,
            Worst = worst.Rows,
            Figures =
            [
                ("Test accuracy", FormattableString.Invariant($"{accuracy:0.00%}"), right),
                ("Test loss", FormattableString.Invariant($"{meanLoss:0.0000}"), "mean cross-entropy, nats"),
                .. area is { } auc ? [("Area under ROC", FormattableString.Invariant($"{auc:0.0000}"), scored.IsPart
                    ? FormattableString.Invariant($"of {scored.Items.Count:N0} {Nouns}, drawn at random") : "1 at best, 0.5 by chance")]
                    : ((string, string, string)[])[],
                .. ofEachStep?.Chunks is { } chunks ? [("Chunk F1", FormattableString.Invariant($"{chunks.Overall.F1:0.0000}"),
                    "first step, last step and type correct")] : ((string, string, string)[])[],
            ],
            Metrics = new Dictionary<string, double>
            {
                [RnnMetric.OnTest(RnnMetric.Loss)] = meanLoss,
                [RnnMetric.OnTest(RnnMetric.Accuracy)] = accuracy,
                [RnnMetric.OnTest(RnnMetric.AreaUnderRocCurve)] = area ?? double.NaN,
            },
            Sections =
            [
                ConfusionSection.Of(confusion, Nouns),
                .. ofEachStep?.Chunks is { } found ? [ChunksSection.Of(found)] : (Html[])[],
                ofSteps ? WorstSection.Of("mistakes", "Mistakes", network, [worst],
                    "sequences with wrong steps, the most first", ("Wrong", "First wrong step"))
                : WorstSection.Of("mistakes", "Mistakes", network, [worst],
                    "mistakes, the most confident first: actual → predicted, and the probability",
                    ("Actual → predicted", "Probability")),
                ClassesSection.Of(confusion, Nouns),
                CalibrationSection.Of(calibration, isBinary),
            ],
        };
    }

    private void AddStep(int step, int truth, int said)
    {
        steps.Add(truth + 1, said + 1);
        stepsOfRow++;
        if (truth == said)
            return;
        if (wrongSteps++ == 0)
            firstWrong = $"step {step + 1}: {Classes[truth]} → {Classes[said]}";
    }

    private WatchedOutputs Watched(int truth, int said) => isBinary
        ? new("probability", [(Classes[1], outputs => 1 / (1 + Math.Exp(-outputs[0])))])
        : new("probability", [(Classes[truth], outputs => outputs[truth]), (Classes[said], outputs => outputs[said])]);

    // Of yes and no the score is the logit of yes.
    private void ToProbabilities(ReadOnlySpan<double> scores)
    {
        if (!isBinary)
        {
            scores.CopyTo(probabilities);
            return;
        }
        probabilities[1] = 1 / (1 + Math.Exp(-scores[0]));
        probabilities[0] = 1 / (1 + Math.Exp(scores[0]));
    }

    // The first of them, as scoring predicts it; yes is said above 0 only.
    private static int Largest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
