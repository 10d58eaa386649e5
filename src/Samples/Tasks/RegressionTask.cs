using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A number, in the label's unit.</summary>
internal class RegressionTask(string name = "regression", string purpose = "a number") : SequenceTask(name, purpose)
{
    public sealed override string LabelMember => nameof(SequenceRow.Number);

    public override IReadOnlyList<string> MetricNames => ["TestRootMeanSquaredError", "TestMeanAbsoluteError", "TestRSquared"];

    public sealed override string WorstHeading => "Largest errors";

    public sealed override void SetLabel(SequenceRow row, ReadSequence sequence, SequenceFile file) =>
        row.Number = Number(sequence.Labels[^1], sequence, file);

    public sealed override bool IsUnlabelled(ReadSequence sequence, SequenceFile file) =>
        float.IsNaN(Number(sequence.Labels[^1], sequence, file));

    public sealed override IEstimator<RnnTransformer> Trainer(MLContext ml, RnnOptions options) => ml.Regression.Trainers.Rnn(options);

    public override TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes)
    {
        RegressionMetrics metrics = ml.Regression.Evaluate(scored);
        return new(
            [
                KeyValuePair.Create("TestRootMeanSquaredError", metrics.RootMeanSquaredError),
                KeyValuePair.Create("TestMeanAbsoluteError", metrics.MeanAbsoluteError),
            ],
            [KeyValuePair.Create("TestRSquared", metrics.RSquared)],
            screen => screen.Show(TaskMetrics.Table(("root mean squared error", Text(metrics.RootMeanSquaredError)),
                ("mean absolute error", Text(metrics.MeanAbsoluteError)), ("R squared", $"{metrics.RSquared:0.0000}"))));
    }

    public override IEnumerable<SequenceAnswer> Answers(IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top)
    {
        foreach ((float[] score, ReadSequence sequence) in ScoreColumn.Of(scored).Zip(file.Sequences))
            yield return Answer(Text(score[0]), new Dictionary<string, object?> { ["value"] = score[0] }, score[0], sequence, file);
    }

    /// <summary>An answer with its label, where that is known.</summary>
    protected static SequenceAnswer Answer(
        string text, IReadOnlyDictionary<string, object?> values, float said, ReadSequence sequence, SequenceFile file)
    {
        string? label = sequence.Labels is [.., var last] ? last : null;
        return new(text, values)
        {
            Label = label,
            Error = label is null || Number(label, sequence, file) is var truth && float.IsNaN(truth) ? null : Math.Abs(said - truth),
        };
    }

    /// <summary>A number for people: as many digits as matter.</summary>
    protected static string Text(double number) => number.ToString("G5", CultureInfo.InvariantCulture);
}
