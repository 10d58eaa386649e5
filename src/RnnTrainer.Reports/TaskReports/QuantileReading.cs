using RnnTrainer.Evaluation;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>Quantiles of a number, of whole sequences or of each step.</summary>
internal sealed class QuantileReading : TaskReading
{
    private readonly RnnModel network;
    private readonly bool ofSteps;
    private readonly IReadOnlyList<float> levels;
    private readonly int middle;
    private readonly QuantileSums sums;
    private readonly ErrorSums ofMiddle = new();
    private readonly Sample<(double Label, double[] Quantiles)> bands;
    private readonly WorstRows worst;

    public QuantileReading(RnnModel network, string noun, RnnReportOptions options)
    {
        this.network = network;
        ofSteps = network.Pooling == RnnPooling.None;
        Noun = noun;
        levels = network.QuantileLevels;
        middle = levels.Index().MinBy(level => Math.Abs(level.Item - 0.5f)).Index;
        sums = new(levels);
        bands = new(options.MaxPoints);
        worst = new(options.MaxWorstRows);
    }

    protected override int Width => levels.Count;

    protected override string Noun { get; }

    protected override void Add(int entry, double label, ReadOnlySpan<double> scores, ReportedRow row)
    {
        sums.Add(label, scores);
        ofMiddle.Add(label, scores[middle]);
        bands.Add((label, scores.ToArray()));
        double outside = Math.Max(scores[0] - label, label - scores[^1]);
        if (outside > 0 && worst.Takes(outside, row))
        {
            string place = ofSteps ? $", step {entry + 1}" : "", band = $"{NumberText.Value(scores[0])} to {NumberText.Value(scores[^1])}";
            worst.Add(outside, row, $"{NumberText.Value(label)}, not {band}", $"off by {NumberText.Value(outside)}{place}",
                $"{NumberText.Value(label)}, predicted {band}{place}", ofSteps ? null : Watched(label));
        }
    }

    // The middle quantile and the outer ones.
    private WatchedOutputs Watched(double label)
    {
        int[] places = [.. ((int[])[0, middle, levels.Count - 1]).Distinct()];
        return new("quantiles", [.. places.Select(place => (FormattableString.Invariant($"{levels[place]:0.###}"),
            (Func<float[], double>)(outputs => outputs[place])))], label);
    }

    protected override TaskResult Tell()
    {
        RnnQuantileMetrics metrics = sums.Metrics();
        RnnOutputMetrics errors = ofMiddle.Metrics("");
        string level = FormattableString.Invariant($"of the {levels[middle]:0.###} quantile");
        return new()
        {
            Verdict = $"pinball loss {NumberText.Value(metrics.PinballLoss)}",
            Count = Count,
            Remark = Remark,
            Worst = worst.Rows,
            Figures =
            [
                ("Pinball loss", NumberText.Value(metrics.PinballLoss), "mean of the levels, in the label's unit"),
                .. levels.Count > 1 ? [("Coverage", NumberText.Share(metrics.Coverage),
                    $"within the outer band, nominally {NumberText.Share(metrics.NominalCoverage)}")] : ((string, string, string)[])[],
                ("Test RMSE", NumberText.Value(errors.RootMeanSquaredError), level),
                ("Test MAE", NumberText.Value(errors.MeanAbsoluteError), level),
            ],
            Metrics = new Dictionary<string, double>
            {
                [RnnMetric.OnTest(RnnMetric.RootMeanSquaredError)] = errors.RootMeanSquaredError,
                [RnnMetric.OnTest(RnnMetric.MeanAbsoluteError)] = errors.MeanAbsoluteError,
            },
            Sections =
            [
                QuantilesSection.Of(metrics, bands, middle, Nouns),
                WorstSection.Of("worst", "Farthest outside the band", network, [worst],
                    $"{Nouns} outside the band, the farthest first: actual, and the outer quantiles",
                    ("Actual, and the band", "Distance")),
            ],
        };
    }
}
