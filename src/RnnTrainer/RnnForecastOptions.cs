using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnForecastEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting. Each value
/// is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is empty; the exception names the property.</exception>
/// <exception cref="ArgumentNullException">A list or the training options are null; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnForecastOptions options = new()
/// {
///     KnownInputColumnNames = ["Promotion"],
///     Training = RnnOptions.Forecast with { ValidationFraction = 0.1f },
/// };
/// RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Sales", horizon: 14, season: 7, "Shop", options);
/// </code>
/// </example>
public sealed record RnnForecastOptions
{
    /// <summary>As <see cref="WindowSize"/>: chosen by season, horizon and the length of the series.</summary>
    public const int AutoWindowSize = 0;

    private const int MostSteps = 1_000_000;

    private readonly ValueList<float> levels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];
    private readonly ValueList<string> known = [], past = [], statics = [];

    /// <summary>
    /// The column that is forecast: a number, or a vector of known size of several targets. NaN is a missing value; rows at the end of a
    /// series without one are its future. Default "Value".
    /// </summary>
    public string ValueColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Value";

    /// <summary>
    /// The column that tells series apart: text, key or integer. Rows of a series come in the order of time; series may be interleaved.
    /// Default <see langword="null"/>: all rows are one series.
    /// </summary>
    public string? SeriesColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Columns of inputs that are known of future rows too, such as calendar, price or plan: numbers, or vectors of known size. The list is
    /// copied. Default: none.
    /// </summary>
    public IReadOnlyList<string> KnownInputColumnNames { get => known; init => known = SettingCheck.Names(value); }

    /// <summary>
    /// Columns of inputs that are known up to now only, such as the weather: numbers, or vectors of known size. The list is copied.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> PastInputColumnNames { get => past; init => past = SettingCheck.Names(value); }

    /// <summary>Columns of keys that are the same in all rows of a series, such as its kind. The list is copied. Default: none.</summary>
    public IReadOnlyList<string> StaticInputColumnNames { get => statics; init => statics = SettingCheck.Names(value); }

    /// <summary>Steps ahead of a forecast. 1 to 1,000,000; default 1.</summary>
    public int Horizon { get; init => field = SettingCheck.Between(1, MostSteps, value); } = 1;

    /// <summary>
    /// Steps of a season, such as 24 of hours or 12 of months: the network reads as many as one step of its own, and begins with the
    /// forecast that is the value one season before. 1 to 1,000,000; default 1: there is no season.
    /// </summary>
    public int SeasonLength { get; init => field = SettingCheck.Between(1, MostSteps, value); } = 1;

    /// <summary>
    /// Rows that a forecast is made from, up to the one that it is made after; at least <see cref="SeasonLength"/>. Series may be shorter.
    /// 1 to 1,000,000; default <see cref="AutoWindowSize"/>.
    /// </summary>
    public int WindowSize { get; init => field = SettingCheck.Between(AutoWindowSize, MostSteps, value); } = AutoWindowSize;

    /// <summary>
    /// The levels of the quantiles, above 0, below 1 and ascending. The one nearest to 0.5 is the forecast, the lowest and the highest are
    /// its bounds. The list is copied. Default 0.1, 0.2, ... 0.9.
    /// </summary>
    public IReadOnlyList<float> Quantiles { get => levels; init => levels = SettingCheck.Levels(value); }

    /// <summary>
    /// Whether the quantiles are calibrated once the network is trained: where bands hold fewer of the held-out values than their levels
    /// say, they are widened until they hold as many. For networks so large that their bands become too narrow. Needs
    /// <see cref="RnnOptions.ValidationFraction"/>; metrics in the history are those before. Default <see langword="false"/>.
    /// </summary>
    public bool CalibrateQuantiles { get; init; }

    /// <summary>
    /// Network, training, seed, validation, checkpoints and the rule for missing values. An epoch is as many batches as there are windows
    /// for, 1 to 100; <see cref="RnnOptions.ValidationFraction"/> holds out the last part of each series, at least a horizon. Options of
    /// labels, inputs and their scale are not used. Default <see cref="RnnOptions.Forecast"/>.
    /// </summary>
    public RnnOptions Training { get; init => field = SettingCheck.NotNull(value); } = RnnOptions.Forecast;

    internal ValueList<float> Levels => levels;

    /// <summary>The settings with the values of all properties, the same whatever the culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnForecastOptions), PrintMembers);

    /// <summary>Checks what no single property can see.</summary>
    /// <exception cref="RnnOptionException">Two settings contradict each other.</exception>
    internal void Validate()
    {
        if (WindowSize != AutoWindowSize && WindowSize < SeasonLength)
        {
            throw new RnnOptionException(nameof(WindowSize), WindowSize,
                $"{nameof(WindowSize):option} is {WindowSize}, less than the {nameof(SeasonLength):option} of {SeasonLength}. "
                + $"Use at least a season.");
        }
        if (CalibrateQuantiles && Training.ValidationFraction is null)
        {
            throw new RnnOptionException(nameof(CalibrateQuantiles), true,
                $"{nameof(CalibrateQuantiles):option} needs values that were held out. Set {nameof(RnnOptions.ValidationFraction):option} "
                + $"in {nameof(Training):option}, such as 0.1, or leave it out.");
        }
    }
}
