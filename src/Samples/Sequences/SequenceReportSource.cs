using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>Sequences of a file to report on.</summary>
internal sealed class SequenceReportSource : ReportSource
{
    private readonly TestSequences sequences = new();

    public override string Kind => "a file of your own";

    public override IReadOnlyList<Symbol> Symbols => [sequences.File];

    public override bool Takes(TrainedModel model) => model.Run?.Sequences is not null;

    public override ReportedRows Open(TrainedModel model, ParseResult parsed, Screen screen)
    {
        SequenceFile tested = sequences.Open(model, parsed, screen);
        SequenceTask task = SequenceTask.Named(model.Columns.Task)!;
        return new($"{tested.File}", "sequence", SequencePredictions.Score(model, task, tested), tested.Sequences.Count,
            index => tested.Sequences[(int)index].Name, "");
    }
}
