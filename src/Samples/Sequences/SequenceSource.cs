using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>A file of people's own sequences: CSV, TSV or .ts.</summary>
internal sealed class SequenceSource : TrainingSource
{
    private readonly Argument<FileInfo?> file = new("file")
    {
        Description = "CSV, TSV or .ts file to train on. [default: images, see --data]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly SequenceChoice choice = new();

    private readonly Option<FileInfo?> test = new("--test")
    {
        Description = "With a file: another file to test on. [default: a fifth of the sequences, held out]",
        HelpName = "file",
    };

    public override string Kind => "a file of your own";

    public override IReadOnlyList<Symbol> Symbols => [file, .. choice.All, test];

    public override bool IsAskedFor(ParseResult parsed) => parsed.GetValue(file) is not null;

    public override Preset UsualPreset(ParseResult parsed) => choice.HasWords(parsed) ? Preset.Words : Preset.Sensor;

    public override FileInfo UsualModel(ParseResult parsed) => new(Path.ChangeExtension(parsed.GetValue(file)!.Name, ".zip"));

    public override RnnOptions StartOf(Preset preset) => preset.Options;

    public override TrainingSet Open(MLContext ml, ParseResult parsed)
    {
        FileInfo from = parsed.GetValue(file)!;
        SequenceFile read = SequenceFile.Read(from, choice.ColumnsOf(parsed, from), withLabels: true);
        SequenceTask task = read.Columns.Task == "" ? SequenceTask.Usual(read) : SequenceTask.Named(read.Columns.Task)!;
        read = read.For(task);
        if (parsed.GetValue(test) is { } other)
        {
            SequenceFile tested = SequenceFile.Read(other, read.Columns, withLabels: true).For(task);
            return new SequenceTrainingSet(ml, task, read, tested, isHeldOut: false);
        }
        (SequenceFile train, SequenceFile held) = HeldOutSequences.Of(read);
        return new SequenceTrainingSet(ml, task, train, held, isHeldOut: true);
    }
}
