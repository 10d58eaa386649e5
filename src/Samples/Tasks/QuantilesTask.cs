using System.Globalization;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Bounds of a number: quantiles.</summary>
internal sealed class QuantilesTask() : RegressionTask("quantiles", "bounds of a number, at --levels")
{
    /// <summary>The levels where none are given.</summary>
    public static IReadOnlyList<float> UsualLevels { get; } = [0.1f, 0.5f, 0.9f];

    public override IReadOnlyList<string> MetricNames => ["TestPinballLoss", "TestCoverage"];

    public override RnnOptions Apply(RnnOptions options, SequenceColumns columns) =>
        options with { Loss = RnnLoss.Quantiles([.. columns.Levels]) };

    public override TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes)
    {
        RnnQuantileMetrics metrics = ml.Regression.EvaluateQuantiles(scored);
        return new([KeyValuePair.Create("TestPinballLoss", metrics.PinballLoss)], [KeyValuePair.Create("TestCoverage", metrics.Coverage)],
            screen =>
            {
                screen.Show(TaskMetrics.Table(("pinball loss", Text(metrics.PinballLoss)), ("coverage", $"{metrics.Coverage:0.0000}"),
                    ("nominal", $"{metrics.NominalCoverage:0.0000}")));
                FittedTable levels = new("level", "share below", "pinball loss");
                foreach (RnnQuantileLevelMetrics level in metrics.Levels)
                    levels.Row($"{level.Level}", $"{level.Coverage:0.0000}", Text(level.PinballLoss));
                screen.Heading("On each level");
                screen.Show(levels);
            });
    }

    public override IEnumerable<SequenceAnswer> Answers(IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top)
    {
        IReadOnlyList<float> levels = file.Columns.Levels;
        int middle = levels.Index().MinBy(level => Math.Abs(level.Item - 0.5f)).Index;
        foreach ((float[] score, ReadSequence sequence) in ScoreColumn.Of(scored).Zip(file.Sequences))
        {
            Dictionary<string, float> quantiles = levels.Zip(score)
                .ToDictionary(pair => pair.First.ToString(CultureInfo.InvariantCulture), pair => pair.Second);
            yield return Answer(string.Join("  ", quantiles.Select(one => $"{one.Key}: {Text(one.Value)}")),
                new Dictionary<string, object?> { ["quantiles"] = quantiles }, score[middle], sequence, file);
        }
    }
}
