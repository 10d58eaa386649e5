using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Ends training when a measure has not improved for some epochs (Keras: <c>EarlyStopping</c>); see
/// <see cref="RnnOptions.EarlyStopping"/>. An immutable value, each setting checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the exception names the property.</exception>
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
    /// Name of the metric that is watched: one of <see cref="RnnMetric"/> that the trainer measures. Default
    /// <see cref="RnnMetric.ValidationLoss"/>, which needs validation data.
    /// </summary>
    public string Monitor { get; init => field = SettingCheck.NotEmpty(value); } = RnnMetric.ValidationLoss;

    /// <summary>Epochs in a row without improvement after which training ends. At least 1; default 5.</summary>
    public int Patience { get; init => field = SettingCheck.AtLeast(1, value); } = 5;

    /// <summary>A change by no more than this is no improvement. At least 0 and finite; default 0.</summary>
    public double MinDelta { get; init => field = SettingCheck.NotNegative(value); }

    /// <summary>
    /// Whether <c>Fit</c> returns the weights of the best epoch, however training ends, rather than the last ones. Default
    /// <see langword="true"/>.
    /// </summary>
    public bool RestoreBestWeights { get; init; } = true;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEarlyStopping), PrintMembers);
}
