using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Yes or no.</summary>
internal sealed class BinaryTask() : SequenceTask("binary", "yes or no, with a probability")
{
    private static readonly string[] Yes = ["yes", "true", "1"], No = ["no", "false", "0"];

    public override string LabelMember => nameof(SequenceRow.IsPositive);

    public override IReadOnlyList<string> MetricNames =>
        ["TestLoss", "TestAccuracy", "TestAreaUnderRocCurve", "TestF1", "TestPrecision", "TestRecall"];

    public override string Probabilities => " and probabilities";

    public override string WorstHeading => "Most confident mistakes";

    /// <summary>Whether a label says yes or no by itself.</summary>
    public static bool IsAnswer(string label) => Yes.Concat(No).Contains(label, StringComparer.OrdinalIgnoreCase);

    public override void SetLabel(SequenceRow row, ReadSequence sequence, SequenceFile file)
    {
        string label = sequence.Labels[^1];
        if (file.Columns.Positive is null && !IsAnswer(label))
        {
            throw new InvalidDataException($"Line {sequence.Line} of '{file.File}': the label is '{label}', neither yes, true or 1 nor "
                + "no, false or 0. Use --positive to name the label that means yes.");
        }
        row.IsPositive = IsPositive(label, file.Columns);
    }

    public override IEstimator<RnnTransformer> Trainer(MLContext ml, RnnOptions options) =>
        ml.BinaryClassification.Trainers.Rnn(options);

    public override TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes)
    {
        if (scored.GetColumn<bool>(SequenceRow.LabelColumn).Distinct().Count() < 2)
            throw new InvalidDataException("The test sequences have only one label. Add sequences, or use --test to name another file.");
        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(scored);
        return new(
            [KeyValuePair.Create("TestLoss", metrics.LogLoss * Math.Log(2)), KeyValuePair.Create("TestAccuracy", metrics.Accuracy)],
            [
                KeyValuePair.Create("TestAreaUnderRocCurve", metrics.AreaUnderRocCurve), KeyValuePair.Create("TestF1", metrics.F1Score),
                KeyValuePair.Create("TestPrecision", metrics.PositivePrecision), KeyValuePair.Create("TestRecall", metrics.PositiveRecall),
            ],
            screen =>
            {
                screen.Show(TaskMetrics.Table(("accuracy", $"{metrics.Accuracy:0.0000}"), ("AUC", $"{metrics.AreaUnderRocCurve:0.0000}"),
                    ("F1", $"{metrics.F1Score:0.0000}"), ("precision", $"{metrics.PositivePrecision:0.0000}"),
                    ("recall", $"{metrics.PositiveRecall:0.0000}"), ("log-loss", $"{metrics.LogLoss * Math.Log(2):0.0000}")));
                screen.Heading("Confusion matrix");
                screen.Show(EvaluationTables.Confusion(screen, metrics.ConfusionMatrix, [NameOf(true, columns), NameOf(false, columns)]));
            });
    }

    public override IEnumerable<SequenceAnswer> Answers(IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top)
    {
        foreach ((float probability, ReadSequence sequence) in scored.GetColumn<float>("Probability").Zip(file.Sequences))
        {
            bool isPositive = probability > 0.5f;
            string? label = sequence.Labels is [.., var last] ? last : null;
            yield return new($"{NameOf(isPositive, file.Columns)} ({NameOf(true, file.Columns)}: {probability:0.0000})",
                new Dictionary<string, object?> { ["predicted"] = isPositive, ["probability"] = probability })
            {
                Label = label,
                Error = label is null || IsPositive(label, file.Columns) == isPositive ? null : Math.Abs(probability - 0.5),
            };
        }
    }

    private static bool IsPositive(string label, SequenceColumns columns) => columns.Positive is { } positive ? label == positive
        : Yes.Contains(label, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(bool isPositive, SequenceColumns columns) => columns.Positive is { } positive
        ? isPositive ? positive : $"not {positive}"
        : isPositive ? "yes" : "no";
}
