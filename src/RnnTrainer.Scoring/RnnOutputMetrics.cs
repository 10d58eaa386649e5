using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How far the predictions of one value are from its labels. Immutable.</summary>
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

    /// <summary>The value's name: of a vector the slot's name, or the label column's and the slot's index, from 0.</summary>
    public string Name { get; }

    /// <summary>The mean of |label - score|, in units of the label. NaN where nothing was compared.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The square root of the mean of (label - score)², in units of the label. NaN where nothing was compared.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>
    /// The share of the labels' variance that the scores explain: 1 at best, 0 for the labels' mean, below 0 for worse. NaN where the
    /// labels do not vary.
    /// </summary>
    public double RSquared { get; }

    /// <summary>How many labels were compared with a score.</summary>
    public long Count { get; }

    /// <summary>How many labels have a score of NaN, as a sequence with a NaN gets; they count in no other metric.</summary>
    public long UnscoredCount { get; }

    internal static string[] Header { get; } = ["Output", "MAE", "RMSE", "R²", "Count"];

    internal string[] Row =>
    [
        Name, NumberText.Value(MeanAbsoluteError), NumberText.Value(RootMeanSquaredError), NumberText.Share(RSquared),
        NumberText.Count(Count),
    ];

    /// <summary>The metrics as a table, the same text in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header, [Row], total: null);
}
