using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace RnnTrainer.Samples;

/// <summary>One of several classes.</summary>
internal class MulticlassTask(string name = "multiclass", string purpose = "one of several classes") : SequenceTask(name, purpose)
{
    public override string LabelMember => nameof(SequenceRow.Class);

    public override IReadOnlyList<string> MetricNames => [.. TestMetrics.All.Select(metric => metric.Name), "TestMacroAccuracy"];

    public override string Probabilities => " and probabilities";

    public override string WorstHeading => "Most confident mistakes";

    public override void SetLabel(SequenceRow row, ReadSequence sequence, SequenceFile file) => row.Class = sequence.Labels[^1];

    public sealed override IEstimator<ITransformer> LabelPreparation(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey(SequenceRow.LabelColumn, keyOrdinality: KeyOrdinality.ByValue);

    public override IEstimator<RnnTransformer> Trainer(MLContext ml, RnnOptions options) =>
        ml.MulticlassClassification.Trainers.Rnn(options);

    public sealed override IEstimator<ITransformer> Naming(MLContext ml) =>
        ml.Transforms.Conversion.MapKeyToValue(NamedColumn, "PredictedLabel");

    public sealed override int? ClassCount(IDataView prepared)
    {
        DataViewType type = prepared.Schema[SequenceRow.LabelColumn].Type;
        return (int)((KeyDataViewType)(type is VectorDataViewType steps ? steps.ItemType : type)).Count;
    }

    public sealed override void CheckKnown(SequenceFile file, IReadOnlyList<string> classes)
    {
        string[] unknown = [.. file.Sequences.SelectMany(one => one.Labels).Distinct().Except(classes).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new InvalidDataException($"'{file.File}' has labels unknown to the model: {List(unknown)}. "
                + $"It knows {List(classes)}.");
        }
    }

    public sealed override IDataView KeyLabels(TrainedModel model, IDataView scored)
    {
        if (scored.Schema.GetColumnOrNull(SequenceRow.LabelColumn) is null)
            return scored;
        IDataView classes = model.ML.Data.LoadFromEnumerable(model.Classes.Select(name => new ClassName { Label = name }));
        return model.ML.Transforms.Conversion.MapValueToKey(SequenceRow.LabelColumn, keyData: classes).Fit(scored).Transform(scored);
    }

    public override TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes) =>
        Of(ml.MulticlassClassification.Evaluate(scored), classes);

    /// <summary>ML.NET's metrics.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="classes">The classes' names.</param>
    public static TaskMetrics Of(MulticlassClassificationMetrics metrics, IReadOnlyList<string> classes) => new(
        [.. TestMetrics.Of(metrics)], [KeyValuePair.Create("TestMacroAccuracy", metrics.MacroAccuracy)], screen =>
        {
            screen.Show(EvaluationTables.Metrics(metrics));
            screen.Heading("On each class");
            screen.Show(EvaluationTables.PerClass(metrics.ConfusionMatrix, classes));
            screen.Heading("Confusion matrix");
            screen.Show(EvaluationTables.Confusion(screen, metrics.ConfusionMatrix, classes));
        });

    public override IEnumerable<SequenceAnswer> Answers(IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top)
    {
        foreach ((float[] score, ReadSequence sequence) in ScoreColumn.Of(scored).Zip(file.Sequences))
        {
            Prediction.ClassProbability[] said = [.. classes
                .Zip(score, (name, value) => new Prediction.ClassProbability(name, value)).OrderByDescending(one => one.Probability)];
            string? label = sequence.Labels is [.., var last] ? last : null;
            yield return new(string.Join("  ", said.Take(top).Select(one => $"{one}")), new Dictionary<string, object?>
            {
                ["predictions"] = said.Take(top).ToArray(),
            })
            {
                Label = label,
                Error = label is null || said[0].Class == label ? null : said[0].Probability,
            };
        }
    }

    /// <summary>The column of predicted names.</summary>
    protected const string NamedColumn = "Predicted";

    private static string List(IReadOnlyCollection<string> names) => ErrorText.List(names, name => name);

    private sealed class ClassName
    {
        public string Label { get; set; } = "";
    }
}
