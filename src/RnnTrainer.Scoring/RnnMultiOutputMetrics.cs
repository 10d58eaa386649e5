using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of predictions of several values per row. Immutable.</summary>
/// <remarks>
/// Values may have different units, so the overall metrics are means over the outputs: each weighs the same, whatever the size of its
/// numbers. Outputs for which a metric is NaN are ignored in its mean.
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

    /// <summary>Gets the metrics of each output, in the order of the label column.</summary>
    public IReadOnlyList<RnnOutputMetrics> Outputs { get; }

    /// <summary>Gets the mean of the outputs' <see cref="RnnOutputMetrics.MeanAbsoluteError"/>.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Gets the mean of the outputs' <see cref="RnnOutputMetrics.RootMeanSquaredError"/>.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Gets the mean of the outputs' <see cref="RnnOutputMetrics.RSquared"/>.</summary>
    public double RSquared { get; }

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, RnnOutputMetrics.Header, Outputs.Select(output => output.Row), total:
    [
        "Mean", NumberText.Value(MeanAbsoluteError), NumberText.Value(RootMeanSquaredError), NumberText.Share(RSquared),
        NumberText.Count(Outputs.Sum(output => output.Count)),
    ]);

    private double Mean(Func<RnnOutputMetrics, double> metric) =>
        Outputs.Select(metric).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
