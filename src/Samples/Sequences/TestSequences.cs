using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says which sequences a model is tested on.</summary>
internal sealed class TestSequences
{
    /// <summary>The argument that names their file.</summary>
    public Argument<FileInfo?> File { get; } = new("file")
    {
        Description = "CSV, TSV or .ts file with the columns that the model was trained on. [default: the rows that 'train' held out]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Reads them: of the file that a model was trained on, what training never saw.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It does not go with the model.</exception>
    public SequenceFile Open(TrainedModel model, ParseResult parsed, Screen screen)
    {
        SequenceTask task = SequenceTask.Named(model.Columns.Task)!;
        FileInfo from = parsed.GetValue(File) ?? new(model.Run!.Data);
        SequenceFile sequences = SequenceFile.Read(from, model.Columns, withLabels: true).For(task);
        foreach (string remark in sequences.Remarks)
            screen.Remark(remark);
        if (model.Run!.IsHeldOutOf(from))
        {
            sequences = HeldOutSequences.Of(sequences).Test;
            screen.Remark($"The model was trained on '{from}': these are the fifth that 'train' held out.");
        }
        task.CheckKnown(sequences, model.Classes);
        return sequences;
    }
}
