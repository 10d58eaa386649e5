namespace RnnTrainer.Samples;

/// <summary>How well a network does at its task on some rows.</summary>
/// <param name="Followed">What is shown of each test while training goes on, by name: "TestLoss".</param>
/// <param name="Others">What is measured beside it, by name.</param>
/// <param name="Show">Shows all of it.</param>
internal sealed record TaskMetrics(
    IReadOnlyList<KeyValuePair<string, double>> Followed, IReadOnlyList<KeyValuePair<string, double>> Others, Action<Screen> Show)
{
    /// <summary>All of them.</summary>
    public IEnumerable<KeyValuePair<string, double>> All => Followed.Concat(Others);

    /// <summary>A table of a row, with a column for each.</summary>
    /// <param name="metrics">Their heads, and their values as text.</param>
    public static FittedTable Table(params (string Head, string Value)[] metrics) =>
        new FittedTable([.. metrics.Select(metric => metric.Head)]) { KeyColumns = 0 }.Row([.. metrics.Select(metric => metric.Value)]);
}
