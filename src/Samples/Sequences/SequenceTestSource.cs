using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Sequences of a file to test a model on.</summary>
internal sealed class SequenceTestSource : TestSource
{
    private readonly Argument<FileInfo?> file = new("file")
    {
        Description = "CSV, TSV or .ts file with the columns that the model was trained on. [default: what train held out of its file]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public override string Kind => "a file of your own";

    public override IReadOnlyList<Symbol> Symbols => [file];

    public override bool Takes(TrainedModel model) => model.Run?.Sequences is not null;

    public override void Evaluate(
        TrainedModel model, ParseResult parsed, int mistakes, Screen screen, bool json, CancellationToken cancellation)
    {
        SequenceTask task = SequenceTask.Named(model.Columns.Task)!;
        FileInfo from = parsed.GetValue(file) ?? new(model.Run!.Data);
        SequenceFile all = SequenceFile.Read(from, model.Columns, withLabels: true).For(task), sequences = all;
        foreach (string remark in all.Remarks)
            screen.Remark(remark);
        if (model.Run!.IsHeldOutOf(from))
        {
            sequences = HeldOutSequences.Of(all).Test;
            screen.Remark($"The model was trained on '{from}': these are the fifth that train held out.");
        }
        task.CheckKnown(sequences, model.Classes);
        IDataView scored = screen.Waiting("scoring", () => SequencePredictions.Score(model, task, sequences), cancellation);
        TaskMetrics metrics = task.Evaluate(model.ML, scored, model.Columns, model.Classes);
        SequenceMistake[] wrong = [.. SequenceMistake.Of(task.Answers(scored, sequences, model.Classes, top: 1), sequences)];
        if (json)
            JsonOutput.Write(Report(model, from, sequences, metrics, wrong.Take(mistakes)));
        else
            Show(screen, model, from, sequences, metrics, task, wrong, mistakes);
    }

    private static OrderedDictionary<string, object?> Report(
        TrainedModel model, FileInfo from, SequenceFile sequences, TaskMetrics metrics, IEnumerable<SequenceMistake> wrong)
    {
        OrderedDictionary<string, object?> report = new()
        {
            ["model"] = model.Name,
            ["data"] = $"{from}",
            ["task"] = model.Columns.Task,
            ["sequences"] = sequences.Sequences.Count,
        };
        foreach ((string name, double value) in metrics.All)
            report[new ShownMetric(name).JsonName] = value;
        report["mistakes"] = wrong.Select(one => SequencePredictions.Line(one.Sequence.Name, one.Answer)).ToArray();
        return report;
    }

    private static void Show(
        Screen screen, TrainedModel model, FileInfo from, SequenceFile sequences, TaskMetrics metrics, SequenceTask task,
        SequenceMistake[] wrong, int shown)
    {
        screen.Line($"{model.Name} on {from}: {Counted.Of(sequences.Sequences.Count, "sequence")}");
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
