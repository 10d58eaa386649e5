using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The sequences of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Columns">What was read.</param>
/// <param name="Sequences">The sequences, in the order of the file.</param>
/// <param name="InputSize">Inputs at each step; 0 where steps are words.</param>
internal sealed record SequenceFile(FileInfo File, SequenceColumns Columns, IReadOnlyList<ReadSequence> Sequences, int InputSize)
{
    /// <summary>What is worth knowing of the file, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Steps of all sequences.</summary>
    public long Steps => Sequences.Sum(one => InputSize == 0 ? (long)one.Words.Count : one.Values.Count / InputSize);

    /// <summary>Whether some sequence has labels that differ from step to step.</summary>
    public bool HasStepLabels => Sequences.Any(one => one.Labels.Distinct().Count() > 1);

    /// <summary>What there is, in a line.</summary>
    public string Summary => $"'{File}': {Counted.Of(Sequences.Count, "sequence")}, {Counted.Of(Steps, InputSize == 0 ? "word" : "step")}"
        + (InputSize == 0 ? "" : $" of {Counted.Of(InputSize, "input")}");

    /// <summary>Reads a file as a model wants it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">What to read; the file's other columns are left alone.</param>
    /// <param name="withLabels">Whether labels are wanted.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else; the message names file and line.</exception>
    /// <exception cref="UsageException">It lacks a column.</exception>
    public static SequenceFile Read(FileInfo file, SequenceColumns columns, bool withLabels) =>
        SequenceForm.Named(columns.Form)!.Read(file, columns, withLabels);

    /// <summary>The file for a task: without sequences that have no label.</summary>
    /// <exception cref="InvalidDataException">None has a label.</exception>
    public SequenceFile For(SequenceTask task)
    {
        ReadSequence[] labelled = [.. Sequences.Where(sequence => !task.IsUnlabelled(sequence, this))];
        if (labelled.Length == 0)
            throw new InvalidDataException($"'{File}' has no sequence with a label in '{Columns.Label}'.");
        int left = Sequences.Count - labelled.Length;
        string[] remarks =
        [
            .. left == 0 ? (string[])[]
                : [$"{Counted.Of(left, "sequence")} of '{File}' without a label {(left == 1 ? "was" : "were")} skipped."],
            .. !HasStepLabels || task is TagsTask ? (string[])[]
                : [$"'{Columns.Label}' changes within sequences of '{File}': the last step's label is used. To use all, add --task tags."],
        ];
        return this with { Columns = Columns with { Task = task.Name }, Sequences = labelled, Remarks = [.. Remarks, .. remarks] };
    }

    /// <summary>The sequences as rows of ML.NET's, with labels where there are some.</summary>
    /// <exception cref="InvalidDataException">A label is not one of the task's.</exception>
    public IDataView Rows(MLContext ml, SequenceTask task) => SequenceRow.View(ml, InputSize, Sequences,
        Sequences.All(one => one.Labels.Count > 0) ? (task.LabelMember, (row, sequence) => task.SetLabel(row, sequence, this)) : null);
}
