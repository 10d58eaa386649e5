using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How far the predictions of several values a row are from their labels. Immutable.</summary>
/// <remarks>
/// Values may differ in their units, so that what is overall is the mean over the outputs: each counts the same, however large its
/// numbers are. An output for which a metric is NaN does not count there.
/// </remarks>
public sealed class RnnMultiOutputMetrics
{
    internal RnnMultiOutputMetrics(IEnumerable<RnnOutputMetrics> outputs)
    {
        Outputs = new ValueList<RnnOutputMetrics>(outputs);
        MeanAbsoluteError = Mean(output => output.MeanAbsoluteError);
        RootMeanSquaredError = Mean(output => output.RootMeanSquaredError);
        RSquared = Mean(output => output.RSquared);
    }

    /// <summary>Each value's metrics, in the order of the label column.</summary>
    public IReadOnlyList<RnnOutputMetrics> Outputs { get; }

    /// <summary>The mean of the outputs' <see cref="RnnOutputMetrics.MeanAbsoluteError"/>.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The mean of the outputs' <see cref="RnnOutputMetrics.RootMeanSquaredError"/>.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>The mean of the outputs' <see cref="RnnOutputMetrics.RSquared"/>.</summary>
    public double RSquared { get; }

    /// <summary>The metrics as a table, the same text in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, RnnOutputMetrics.Header, Outputs.Select(output => output.Row), total:
    [
        "Mean", NumberText.Value(MeanAbsoluteError), NumberText.Value(RootMeanSquaredError), NumberText.Share(RSquared),
        NumberText.Count(Outputs.Sum(output => output.Count)),
    ]);

    private double Mean(Func<RnnOutputMetrics, double> metric) =>
        Outputs.Select(metric).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
