using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How <see cref="RnnTransformer.Importance"/> measures. An immutable value, each setting checked where it is set.
/// </summary>
/// <exception cref="ArgumentException">A name is empty.</exception>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnImportance importance = network.Importance(test, RnnImportanceBy.Steps,
///     new RnnImportanceOptions { Repeats = 10, Progress = share =&gt; Console.WriteLine($"{share:0 %}") });
/// </code>
/// </example>
public sealed record RnnImportanceOptions
{
    /// <summary>
    /// Name of the metric: of classes <see cref="RnnMetric.Loss"/> or <see cref="RnnMetric.Accuracy"/>, of yes or no
    /// <see cref="RnnMetric.AreaUnderRocCurve"/> too; of numbers <see cref="RnnMetric.RootMeanSquaredError"/> or
    /// <see cref="RnnMetric.MeanAbsoluteError"/>; of quantiles <see cref="RnnMetric.PinballLoss"/>; of classes, or yes or no, for each
    /// step <see cref="RnnMetric.Accuracy"/>. With <see cref="Measure"/> any name. Default <see langword="null"/>: the first of these.
    /// </summary>
    public string? Metric { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Computes another metric of scored data: the given data with the network's columns. Default <see langword="null"/>: the
    /// <see cref="Metric"/> of that name.
    /// </summary>
    public Func<IDataView, double>? Measure { get; init; }

    /// <summary>Whether larger values of <see cref="Measure"/> are better. Default <see langword="true"/>.</summary>
    public bool IsHigherBetter { get; init; } = true;

    /// <summary>How many times each part is permuted, each time otherwise. At least 1; default 5.</summary>
    public int Repeats { get; init => field = SettingCheck.AtLeast(1, value); } = 5;

    /// <summary>
    /// Steps that are permuted together with <see cref="RnnImportanceBy.Steps"/>. At least 1; default <see langword="null"/>: as many as
    /// make at most 20 spans of the longest sequence.
    /// </summary>
    public int? StepsInSpan { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Seed of the permutations: the same data, network and options give the same result. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Name of the label column. Default <see langword="null"/>: <see cref="RnnTransformer.LabelColumnName"/>.</summary>
    public string? LabelColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Told after each time the data were scored which share of the work is done, above 0 to 1. Default <see langword="null"/>.
    /// </summary>
    public Action<double>? Progress { get; init; }

    /// <summary>Ends the work.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportanceOptions), PrintMembers);
}
