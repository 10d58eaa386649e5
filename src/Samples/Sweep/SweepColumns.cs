namespace RnnTrainer.Samples;

/// <summary>The columns of a sweep's CSV file: the data, each setting, what the run took, each metric, and why the run failed.</summary>
internal sealed record SweepColumns
{
    private static readonly string[] Start =
    [
        "data", "training-rows", .. TrainingSettings.All.Select(setting => setting.Name), "share", "parameters", "steps-done",
        "training-seconds", "rows-per-second",
    ];

    private static readonly string[] End = ["failure"];

    // Every task has it.
    private static readonly string Loss = ShownMetric.Loss(MetricRows.Validation).Column;

    /// <param name="metrics">The metrics, as <see cref="SweepResult.Metrics"/> has them.</param>
    public SweepColumns(IEnumerable<string> metrics)
    {
        Metrics = [.. metrics.Select(name => new ShownMetric(name))];
        All = [.. Start, .. Metrics.Select(metric => metric.Column), .. End];
    }

    /// <summary>Those that a sweep writes.</summary>
    public static SweepColumns Written { get; } =
        new(TestMetrics.All.Select(metric => metric.Elsewhere(MetricRows.Validation).Column));

    /// <summary>How the first line of every such file begins.</summary>
    public static string Beginning { get; } = string.Join(',', Start) + ",";

    /// <summary>What was measured.</summary>
    public IReadOnlyList<ShownMetric> Metrics { get; }

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The columns of a file.</summary>
    /// <param name="found">The cells of its first line.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">They are not those of a sweep of this version.</exception>
    public static SweepColumns Of(IReadOnlyList<string> found, string name)
    {
        int between = found.Count - Start.Length - End.Length;
        string[] metrics = between > 0 ? [.. found.Skip(Start.Length).Take(between)] : [];
        if (IsMetrics(metrics) && new SweepColumns(metrics) is { } columns && columns.All.SequenceEqual(found))
            return columns;
        string[] known = [.. Start, Loss, .. End], missing = [.. known.Except(found)];
        string? extra = found.Except(known).FirstOrDefault(column => !IsMetric(column));
        string difference = missing.Length == known.Length ? "it is not the CSV file of a sweep"
            : missing.Length > 0 ? $"it has no column '{missing[0]}'"
            : extra is not null ? $"it has an extra column '{extra}'"
            : "they are in another order";
        throw new InvalidDataException($"'{name}' does not have the columns of a sweep of this version: {difference}.");
    }

    private static bool IsMetrics(string[] columns) =>
        columns.Contains(Loss) && columns.All(IsMetric) && columns.Distinct().Count() == columns.Length;

    // Of the rows trained on, a sweep keeps nothing, and test rows play no part.
    private static bool IsMetric(string column) =>
        new ShownMetric(column) is { Rows: MetricRows.Validation } metric && metric.Column == column;
}
