using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How often a label was found where it should be, and only there. Immutable.</summary>
public sealed class RnnLabelMetrics
{
    internal RnnLabelMetrics(string label, long count, long predictedCount, long correctCount)
    {
        Label = label;
        Count = count;
        PredictedCount = predictedCount;
        CorrectCount = correctCount;
    }

    /// <summary>The label; of a chunk its type, without "B-" or "I-".</summary>
    public string Label { get; }

    /// <summary>How often it should have been predicted.</summary>
    public long Count { get; }

    /// <summary>How often it was predicted.</summary>
    public long PredictedCount { get; }

    /// <summary>How often it was predicted where it should be.</summary>
    public long CorrectCount { get; }

    /// <summary>The share of its predictions that are right, 0 to 1; 0 where it was never predicted.</summary>
    public double Precision => Share(CorrectCount, PredictedCount);

    /// <summary>The share of its occurrences that were predicted, 0 to 1; 0 where it never occurs.</summary>
    public double Recall => Share(CorrectCount, Count);

    /// <summary>The harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>; 0 where both are 0.</summary>
    public double F1 => Share(2 * CorrectCount, Count + PredictedCount);

    internal string[] Row =>
        [Label, NumberText.Share(Precision), NumberText.Share(Recall), NumberText.Share(F1), NumberText.Count(Count)];

    /// <summary>The metrics as a table, the same text in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header(nameof(Label)), [Row], total: null);

    internal static string[] Header(string what) => [what, nameof(Precision), nameof(Recall), nameof(F1), nameof(Count)];

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
