using Microsoft.ML;
using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>A form for sequences, for a model that was trained on a file.</summary>
/// <param name="model">The model.</param>
internal sealed class SequenceContent(TrainedModel model) : ServedContent(Path.GetFileName(model.Name))
{
    /// <summary>Sequences that are answered at once.</summary>
    private const int MostSequences = 100;

    private readonly SequenceTask task = SequenceTask.Named(model.Columns.Task)!;

    /// <summary>The page with a form for text, of this and of other models.</summary>
    public static IReadOnlyList<PageFile> Form { get; } =
    [
        PageFile.Load("/", "sequence.html"), PageFile.Load("/page.css", "page.css"), PageFile.Load("/sequence.css", "sequence.css"),
        PageFile.Load("/sequence.js", "sequence.js"), PageFile.Load("/chart.js", "chart.js"), PageFile.Load("/icon.svg", "icon.svg"),
    ];

    public override string Summary => $"{model.Name}: {NetworkText.Of(model.Network.Model)}, task {task}"
        + (model.Columns.Label is { } label ? $" of '{label}'" : "");

    public override string Invitation => "Paste sequences at";

    public override IReadOnlyList<string> Classes => model.Classes;

    public override long MostBytes => TextQuestion.MostBytes;

    protected override IReadOnlyList<PageFile> Files => Form;

    private bool HasWords => SequenceForm.Named(model.Columns.Form)!.HasWords;

    // A row a time step has a column for each input; of a row a sequence the columns are steps.
    private IEnumerable<string> Inputs => model.Network.Model.InputSize is var count && model.Columns.Features.Count == count
        ? model.Columns.Features : Enumerable.Range(1, count).Select(input => $"input {input}");

    protected override object Describe() => new
    {
        Name = FileName,
        Network = NetworkText.Of(model.Network.Model),
        Task = task.Name,
        model.Columns.Label,
        Inputs,
        Asked = HasWords ? "Texts" : "Sequences",
        Classes,
        Wanted = PastedSequences.Wanted(model.Columns, model.Network.Model.InputSize),
    };

    protected override async Task<object> Answer(Stream body, CancellationToken cancellation)
    {
        string text = await TextQuestion.Read(body, cancellation);
        SequenceFile all = PastedSequences.Read(text, model.Columns, model.Network.Model.InputSize);
        SequenceFile shown = all with { Sequences = [.. all.Sequences.Take(MostSequences)] };
        IDataView scored = SequencePredictions.Score(model, task, shown);
        IEnumerable<SequenceAnswer> answers = task.Answers(scored, shown, model.Classes, top: int.MaxValue);
        return new
        {
            all.Sequences.Count,
            Sequences = shown.Sequences.Zip(answers, (sequence, answer) => new
            {
                sequence.Name,
                sequence.Words,
                Values = HasWords ? [] : Known(sequence.Values),
                Said = answer.Text,
                Answer = answer.Values,
            }).ToArray(),
        };
    }

    /// <summary>Values for JSON, which has no NaN.</summary>
    public static float?[] Known(IReadOnlyList<float> values) => [.. values.Select(value => float.IsFinite(value) ? value : (float?)null)];
}
