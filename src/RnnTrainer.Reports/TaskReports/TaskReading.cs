using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>Compares the labels of a view with what a network says, row by row, and remembers what a report tells of it.</summary>
internal abstract class TaskReading
{
    private long unlabelled, unscored;

    /// <summary>How many scores stand for one label.</summary>
    protected abstract int Width { get; }

    /// <summary>How labels are called: "row", or "step".</summary>
    protected abstract string Noun { get; }

    /// <summary>How many labels were compared.</summary>
    protected long Count { get; private set; }

    /// <summary>The reading for a network's task.</summary>
    /// <param name="network">The network.</param>
    /// <param name="label">The label column.</param>
    /// <param name="options">What is wanted of the report.</param>
    /// <exception cref="RnnColumnException">The label column does not fit the network.</exception>
    public static TaskReading Of(RnnModel network, DataViewSchema.Column label, RnnReportOptions options)
    {
        string noun = network.Pooling == RnnPooling.None ? "step" : options.RowNoun;
        return network.Head switch
        {
            RnnHead.Softmax => new ClassReading(ClassNames.Of(network, label), network, noun, options),
            RnnHead.Sigmoid => new ClassReading([bool.FalseString, bool.TrueString], network, noun, options),
            RnnHead.Linear => new NumberReading([label.Name], network, noun, options),
            RnnHead.LinearVector => new NumberReading(OutputNames(label, network.OutputSize), network, noun, options),
            RnnHead.Quantiles => new QuantileReading(network, noun, options),
        };
    }

    /// <summary>Opens the label column: numbers, or classes counted from 0. NaN is a missing label.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="label">The column.</param>
    /// <exception cref="RnnColumnException">It is of a type that this task cannot read.</exception>
    public virtual RowReader<double> LabelReader(DataViewRow row, DataViewSchema.Column label) => NumberColumn.IsNumber(label.Type)
        ? NumberColumn.Reader(row, label) : throw ColumnCheck.WrongType("Label", label, "Single or Double, or a vector of either");

    /// <summary>Compares the labels of a row with its scores.</summary>
    /// <param name="columns">Where they come from, for errors.</param>
    /// <param name="cursor">The row.</param>
    /// <param name="labels">Labels, [entries].</param>
    /// <param name="scores">Scores, [entries x scores of a label].</param>
    /// <param name="row">The row as it is shown.</param>
    /// <exception cref="RnnRowException">A label has no score, or a score no label.</exception>
    public void Read(
        Compared columns, DataViewRow cursor, ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReportedRow row)
    {
        if (scores.Length % Width != 0)
        {
            throw new RnnRowException(cursor.Position + 1, columns.Prediction.Name, $"score column '{columns.Prediction.Name}' has "
                + $"{CountText.Of(scores.Length, "value")}; wanted: {CountText.Of(Width, "score")} for each label, as from this network.");
        }
        (int all, int used) = NumberColumn.Lengths(scores);
        int entries = columns.EntriesOf(cursor, NumberColumn.Lengths(labels), (all / Width, (used + Width - 1) / Width));
        for (int entry = 0; entry < entries; entry++)
        {
            ReadOnlySpan<double> ofEntry = scores.Slice(entry * Width, Width);
            if (double.IsNaN(labels[entry]))
                unlabelled++;
            else if (HasNaN(ofEntry))
                unscored++;
            else
            {
                Count++;
                Add(entry, labels[entry], ofEntry, row);
                continue;
            }
            Skip();
        }
        EndRow(row);
    }

    /// <summary>What there is to tell of all rows.</summary>
    /// <exception cref="InvalidOperationException">No row has a label and a score.</exception>
    public TaskResult Result(Compared columns)
    {
        columns.MustHave(Count, unscored);
        return Tell();
    }

    /// <summary>What was left out; empty where nothing was.</summary>
    protected string Remark
    {
        get
        {
            string[] parts =
            [
                .. unlabelled > 0 ? [$"{Counted(unlabelled)} {WithoutLabel}"] : (string[])[],
                .. unscored > 0 ? [$"{Counted(unscored)} whose score is NaN, as for sequences with a NaN"]
                    : (string[])[],
            ];
            return parts is [] ? "" : $"Left out: {string.Join("; ", parts)}.";
        }
    }

    /// <summary>What is said of entries whose label is missing.</summary>
    protected virtual string WithoutLabel => "without a label";

    /// <summary>The plural of <see cref="Noun"/>.</summary>
    protected string Nouns => $"{Noun}s";

    /// <summary>Takes a label and its scores.</summary>
    /// <param name="entry">Its place in the row, from 0.</param>
    /// <param name="label">The label.</param>
    /// <param name="scores">[<see cref="Width"/>].</param>
    /// <param name="row">The row.</param>
    protected abstract void Add(int entry, double label, ReadOnlySpan<double> scores, ReportedRow row);

    /// <summary>An entry of the row has no label or no score.</summary>
    protected virtual void Skip()
    {
    }

    /// <summary>All entries of a row were taken.</summary>
    protected virtual void EndRow(ReportedRow row)
    {
    }

    /// <summary>What there is to tell.</summary>
    protected abstract TaskResult Tell();

    private string Counted(long count) => FormattableString.Invariant($"{count:N0} {(count == 1 ? Noun : Nouns)}");

    private static string[] OutputNames(DataViewSchema.Column label, int count) =>
        SlotNames.Of(label) ?? [.. Enumerable.Range(0, count).Select(slot => $"{label.Name}[{slot}]")];

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                return true;
        }
        return false;
    }
}
