using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A class for each step, such as a tag for each word.</summary>
internal sealed class TagsTask() : MulticlassTask("tags", "a class for each step or word")
{
    private const string AccuracyName = "TestAccuracy", ChunkName = "TestChunkF1";

    public override string LabelMember => nameof(SequenceRow.Tags);

    public override IReadOnlyList<string> MetricNames => [AccuracyName, ChunkName];

    public override string WorstHeading => "Sequences with the most mistakes";

    public override RnnOptions Apply(RnnOptions options, SequenceColumns columns) =>
        options with { ReturnSequences = true, BlockSteps = 1, Augmentation = null };

    public override void SetLabel(SequenceRow row, ReadSequence sequence, SequenceFile file)
    {
        int steps = file.InputSize == 0 ? sequence.Words.Count : sequence.Values.Count / file.InputSize;
        if (sequence.Labels.Count != steps)
        {
            throw new InvalidDataException($"Line {sequence.Line} of '{file.File}' has {Counted.Of(steps, "step")}, but "
                + $"{Counted.Of(sequence.Labels.Count, "label")}. Tags need one per step. For one per sequence, use another --task.");
        }
        row.Tags = [.. sequence.Labels];
    }

    public override TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes)
    {
        RnnStepMetrics metrics = ml.MulticlassClassification.EvaluateSteps(scored);
        return new([KeyValuePair.Create(AccuracyName, metrics.Accuracy)],
            [KeyValuePair.Create(ChunkName, metrics.Chunks?.Overall.F1 ?? double.NaN)], screen => Show(screen, metrics));
    }

    public override IEnumerable<SequenceAnswer> Answers(IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top)
    {
        foreach ((string[] said, ReadSequence sequence) in scored.GetColumn<string[]>(NamedColumn).Zip(file.Sequences))
        {
            IEnumerable<string> shown = sequence.Words.Count == 0 ? said : sequence.Words.Zip(said, (word, tag) => $"{word}/{tag}");
            int wrong = sequence.Labels.Zip(said).Count(pair => pair.First != pair.Second);
            yield return new(string.Join(' ', shown), new Dictionary<string, object?> { ["tags"] = said })
            {
                Label = sequence.Labels.Count == 0 ? null : string.Join(' ', sequence.Labels),
                Error = wrong == 0 ? null : (double)wrong / sequence.Labels.Count,
            };
        }
    }

    private static void Show(Screen screen, RnnStepMetrics metrics)
    {
        screen.Show(TaskMetrics.Table(("accuracy", ShownMetric.Cell(metrics.Accuracy)), ("steps", $"{metrics.Count:N0}")));
        screen.Heading("On each class");
        screen.Show(Labels(metrics.Labels));
        if (metrics.Chunks is not { } chunks)
            return;
        screen.Heading("On each type of chunk");
        screen.Show(Labels([.. chunks.Types, chunks.Overall]));
    }

    private static FittedTable Labels(IReadOnlyList<RnnLabelMetrics> labels)
    {
        FittedTable table = new("class", "precision", "recall", "F1", "count");
        foreach (RnnLabelMetrics label in labels)
            table.Row(label.Label, $"{label.Precision:0.000}", $"{label.Recall:0.000}", $"{label.F1:0.000}", $"{label.Count}");
        return table;
    }
}
