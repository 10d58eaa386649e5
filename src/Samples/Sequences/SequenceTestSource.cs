using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Sequences of a file to test a model on.</summary>
internal sealed class SequenceTestSource : TestSource
{
    private readonly TestSequences sequences = new();

    public override string Kind => "a file of your own";

    public override IReadOnlyList<Symbol> Symbols => [sequences.File];

    public override bool Takes(TrainedModel model) => model.Run?.Sequences is not null;

    public override void Evaluate(
        TrainedModel model, ParseResult parsed, int mistakes, Screen screen, bool json, CancellationToken cancellation)
    {
        SequenceTask task = SequenceTask.Named(model.Columns.Task)!;
        SequenceFile tested = sequences.Open(model, parsed, screen);
        IDataView scored = screen.Waiting("scoring", () => SequencePredictions.Score(model, task, tested), cancellation);
        TaskMetrics metrics = task.Evaluate(model.ML, scored, model.Columns, model.Classes);
        SequenceMistake[] wrong = [.. SequenceMistake.Of(task.Answers(scored, tested, model.Classes, top: 1), tested)];
        if (json)
            JsonOutput.Write(Report(model, tested, metrics, wrong.Take(mistakes)));
        else
            Show(screen, model, tested, metrics, task, wrong, mistakes);
    }

    private static OrderedDictionary<string, object?> Report(
        TrainedModel model, SequenceFile tested, TaskMetrics metrics, IEnumerable<SequenceMistake> wrong)
    {
        OrderedDictionary<string, object?> report = new()
        {
            ["model"] = model.Name,
            ["data"] = $"{tested.File}",
            ["task"] = model.Columns.Task,
            ["sequences"] = tested.Sequences.Count,
        };
        foreach ((string name, double value) in metrics.All)
            report[new ShownMetric(name).JsonName] = value;
        report["mistakes"] = wrong.Select(one => SequencePredictions.Line(one.Sequence.Name, one.Answer)).ToArray();
        return report;
    }

    private static void Show(
        Screen screen, TrainedModel model, SequenceFile tested, TaskMetrics metrics, SequenceTask task,
        SequenceMistake[] wrong, int shown)
    {
        screen.Line($"{model.Name} on {tested.File}: {Counted.Of(tested.Sequences.Count, "sequence")}");
        screen.Heading("On all sequences");
        metrics.Show(screen);
        screen.Heading(wrong is [] ? "No mistakes" : $"{task.WorstHeading}: {Math.Min(shown, wrong.Length)} of {wrong.Length:N0}");
        if (wrong is [] || shown == 0)
            return;
        FittedTable table = new("sequence", "label", "predicted") { EndsInText = true };
        foreach (SequenceMistake one in wrong.Take(shown))
            table.Row(one.Sequence.Name, Short(one.Answer.Label!), one.Answer.Text);
        screen.Show(table);
    }

    private static string Short(string label) => Files.ErrorText.Short(label, 30);
}
