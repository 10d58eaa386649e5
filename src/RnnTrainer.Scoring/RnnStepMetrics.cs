using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of a predicted label for each step. Immutable.</summary>
public sealed class RnnStepMetrics
{
    internal RnnStepMetrics(IEnumerable<RnnLabelMetrics> labels, RnnChunkMetrics? chunks, long unscoredCount)
    {
        Labels = new ValueList<RnnLabelMetrics>(labels);
        Chunks = chunks;
        UnscoredCount = unscoredCount;
        Count = Labels.Sum(label => label.Count);
        Accuracy = (double)Labels.Sum(label => label.CorrectCount) / Count;
    }

    /// <summary>Gets the share of compared steps that were predicted correctly, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// Gets the metrics of each label, in the order of the label column's key values; labels that occur only in predictions come last.
    /// </summary>
    public IReadOnlyList<RnnLabelMetrics> Labels { get; }

    /// <summary>
    /// Gets the metrics of chunks if every label is "O" or begins with "B-" or "I-", and at least one is not "O"; <see langword="null"/>
    /// otherwise.
    /// </summary>
    public RnnChunkMetrics? Chunks { get; }

    /// <summary>Gets the number of compared steps: those with a label and a prediction.</summary>
    public long Count { get; }

    /// <summary>
    /// Gets the number of labeled steps whose prediction is missing, as for sequences that contain NaN; they enter no other metric.
    /// </summary>
    public long UnscoredCount { get; }

    /// <summary>Returns the metrics as tables, formatted the same in every culture.</summary>
    public override string ToString()
    {
        string labels = TextTable.Of(textColumns: 1, RnnLabelMetrics.Header("Label"), Labels.Select(label => label.Row), total: null);
        return $"Accuracy {NumberText.Share(Accuracy)} of {NumberText.Count(Count)} steps\n\n{labels}"
            + (Chunks is null ? "" : $"\n\n{Chunks}");
    }
}
