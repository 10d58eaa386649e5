using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Stops training when a metric has not improved for several epochs (Keras: <c>EarlyStopping</c>); see
/// <see cref="RnnOptions.EarlyStopping"/>. An immutable value; each setting is validated when it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with
/// {
///     ValidationFraction = 0.2f,
///     EarlyStopping = new RnnEarlyStopping { Patience = 5 },
/// };
/// </code>
/// </example>
public sealed record RnnEarlyStopping
{
    /// <summary>
    /// Name of the metric to monitor: one of <see cref="RnnMetric"/> that the trainer measures. Default
    /// <see cref="RnnMetric.ValidationLoss"/>, which needs validation data.
    /// </summary>
    public string Monitor { get; init => field = SettingCheck.NotEmpty(value); } = RnnMetric.ValidationLoss;

    /// <summary>Number of consecutive epochs without improvement after which training stops. At least 1; default 5.</summary>
    public int Patience { get; init => field = SettingCheck.AtLeast(1, value); } = 5;

    /// <summary>Change that a metric must exceed to count as an improvement. At least 0 and finite; default 0.</summary>
    public double MinDelta { get; init => field = SettingCheck.NotNegative(value); }

    /// <summary>
    /// Whether <c>Fit</c> returns the weights of the best epoch rather than the last ones, however training ends. Default
    /// <see langword="true"/>.
    /// </summary>
    public bool RestoreBestWeights { get; init; } = true;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEarlyStopping), PrintMembers);
}
