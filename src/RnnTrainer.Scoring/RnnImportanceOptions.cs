using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>Settings of <see cref="RnnTransformer.Importance"/>. An immutable value; each setting is validated when it is set.</summary>
/// <exception cref="ArgumentException">A name is empty.</exception>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnImportance importance = network.Importance(test, RnnImportanceBy.Steps,
///     new RnnImportanceOptions { Repeats = 10, Progress = share =&gt; Console.WriteLine($"{share:0 %}") });
/// </code>
/// </example>
public sealed record RnnImportanceOptions
{
    /// <summary>
    /// Name of the metric. For classes, <see cref="RnnMetric.Loss"/> or <see cref="RnnMetric.Accuracy"/>; for binary labels, also
    /// <see cref="RnnMetric.AreaUnderRocCurve"/>; for numbers, <see cref="RnnMetric.RootMeanSquaredError"/> or
    /// <see cref="RnnMetric.MeanAbsoluteError"/>; for quantiles, <see cref="RnnMetric.PinballLoss"/>; for classes or binary labels at each
    /// step, <see cref="RnnMetric.Accuracy"/>. With <see cref="Measure"/>, any name. Default <see langword="null"/>: the first one for the
    /// task.
    /// </summary>
    public string? Metric { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Computes a custom metric from scored data, which are the given data with the network's output columns. Default
    /// <see langword="null"/>: the built-in metric named by <see cref="Metric"/>.
    /// </summary>
    public Func<IDataView, double>? Measure { get; init; }

    /// <summary>Whether larger values of <see cref="Measure"/> are better. Default <see langword="true"/>.</summary>
    public bool IsHigherBetter { get; init; } = true;

    /// <summary>Number of times each part is permuted, each time differently. At least 1; default 5.</summary>
    public int Repeats { get; init => field = SettingCheck.AtLeast(1, value); } = 5;

    /// <summary>
    /// Number of steps permuted together with <see cref="RnnImportanceBy.Steps"/>. At least 1; default <see langword="null"/>: as many as
    /// give at most 20 spans for the longest sequence.
    /// </summary>
    public int? StepsInSpan { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Seed of the permutations: the same data, network and options give the same result. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Name of the label column. Default <see langword="null"/>: <see cref="RnnTransformer.LabelColumnName"/>.</summary>
    public string? LabelColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Receives the completed share of the work, above 0 to 1, each time the data have been scored. Default <see langword="null"/>.
    /// </summary>
    public Action<double>? Progress { get; init; }

    /// <summary>Cancels the work.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportanceOptions), PrintMembers);
}
