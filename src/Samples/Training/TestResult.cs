namespace RnnTrainer.Samples;

/// <summary>The network at one step of training.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">Counted from 0, as the tutorial counts.</param>
/// <param name="Metrics">
/// What was measured, by name: over the epoch's rows so far, over the validation rows where the step ends an epoch that has some, and
/// over the test digits unless the run was cancelled before.
/// </param>
internal sealed record TestResult(int Epoch, long Step, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>A metric's value; null where it was not measured.</summary>
    public double? Find(ShownMetric metric) => Metrics.TryGetValue(metric.Name, out double value) ? value : null;

    /// <summary>What was measured on such rows, for a line of text: "0.2817 92.39%".</summary>
    public string On(MetricRows rows) => string.Join(' ', ShownMetric.Sorted(Metrics.Keys)
        .Where(metric => metric.Rows == rows).Select(metric => metric.InLine(Metrics[metric.Name])));

    /// <summary>What was measured on validation and test digits, as far as there are any: a line of 80 columns has room for it.</summary>
    public override string ToString()
    {
        string validation = On(MetricRows.Validation), test = On(MetricRows.Test);
        return (validation == "" ? "" : $"validation {validation}, ") + (test == "" ? "not tested" : $"test {test}");
    }
}
