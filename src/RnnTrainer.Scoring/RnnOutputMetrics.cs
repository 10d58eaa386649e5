using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of predictions of one value. Immutable.</summary>
public sealed class RnnOutputMetrics
{
    internal RnnOutputMetrics(
        string name, double meanAbsoluteError, double rootMeanSquaredError, double rSquared, long count, long unscoredCount)
    {
        Name = name;
        MeanAbsoluteError = meanAbsoluteError;
        RootMeanSquaredError = rootMeanSquaredError;
        RSquared = rSquared;
        Count = count;
        UnscoredCount = unscoredCount;
    }

    /// <summary>Gets the name of the value: for a vector, the slot name, or the label column's name and the slot index, from 0.</summary>
    public string Name { get; }

    /// <summary>Gets the mean of |label - score|, in the label's unit. NaN with nothing to compare.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Gets the square root of the mean of (label - score)², in the label's unit. NaN with nothing to compare.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>
    /// Gets the share of the labels' variance that the scores explain: 1 is perfect, 0 as good as the labels' mean, and below 0 worse. NaN
    /// if the labels do not vary.
    /// </summary>
    public double RSquared { get; }

    /// <summary>Gets the number of labels compared with a score.</summary>
    public long Count { get; }

    /// <summary>Gets the number of labels whose score is NaN, as for a sequence that contains NaN; they enter no other metric.</summary>
    public long UnscoredCount { get; }

    internal static string[] Header { get; } = ["Output", "MAE", "RMSE", "R²", "Count"];

    internal string[] Row =>
    [
        Name, NumberText.Value(MeanAbsoluteError), NumberText.Value(RootMeanSquaredError), NumberText.Share(RSquared),
        NumberText.Count(Count),
    ];

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header, [Row], total: null);
}
