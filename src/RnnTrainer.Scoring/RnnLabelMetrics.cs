using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>Precision, recall and F1 of a label. Immutable.</summary>
public sealed class RnnLabelMetrics
{
    internal RnnLabelMetrics(string label, long count, long predictedCount, long correctCount)
    {
        Label = label;
        Count = count;
        PredictedCount = predictedCount;
        CorrectCount = correctCount;
    }

    /// <summary>Gets the label; for a chunk, its type, without "B-" or "I-".</summary>
    public string Label { get; }

    /// <summary>Gets the number of actual occurrences of the label.</summary>
    public long Count { get; }

    /// <summary>Gets the number of times the label was predicted.</summary>
    public long PredictedCount { get; }

    /// <summary>Gets the number of correct predictions of the label.</summary>
    public long CorrectCount { get; }

    /// <summary>Gets the share of its predictions that are correct, 0 to 1; 0 if it was never predicted.</summary>
    public double Precision => Share(CorrectCount, PredictedCount);

    /// <summary>Gets the share of its occurrences that were predicted, 0 to 1; 0 if it never occurs.</summary>
    public double Recall => Share(CorrectCount, Count);

    /// <summary>Gets the harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>; 0 if both are 0.</summary>
    public double F1 => Share(2 * CorrectCount, Count + PredictedCount);

    internal string[] Row =>
        [Label, NumberText.Share(Precision), NumberText.Share(Recall), NumberText.Share(F1), NumberText.Count(Count)];

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header(nameof(Label)), [Row], total: null);

    internal static string[] Header(string what) => [what, nameof(Precision), nameof(Recall), nameof(F1), nameof(Count)];

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
