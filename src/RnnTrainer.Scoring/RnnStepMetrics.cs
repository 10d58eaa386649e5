using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How well a label for each step was predicted. Immutable.</summary>
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

    /// <summary>The share of compared steps whose label was predicted, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// The metrics of each label, in the order of the label column's key values; labels that only the predictions know come last.
    /// </summary>
    public IReadOnlyList<RnnLabelMetrics> Labels { get; }

    /// <summary>
    /// The metrics of chunks, where every label is "O" or begins with "B-" or "I-" and one of the latter exists;
    /// <see langword="null"/> otherwise.
    /// </summary>
    public RnnChunkMetrics? Chunks { get; }

    /// <summary>How many steps were compared: those with a label and a prediction.</summary>
    public long Count { get; }

    /// <summary>How many labelled steps have a missing prediction, as sequences with a NaN get; they count in no other metric.</summary>
    public long UnscoredCount { get; }

    /// <summary>The metrics as tables, the same text in every culture.</summary>
    public override string ToString()
    {
        string labels = TextTable.Of(textColumns: 1, RnnLabelMetrics.Header("Label"), Labels.Select(label => label.Row), total: null);
        return $"Accuracy {NumberText.Share(Accuracy)} of {NumberText.Count(Count)} steps\n\n{labels}"
            + (Chunks is null ? "" : $"\n\n{Chunks}");
    }
}
