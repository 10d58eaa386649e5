using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnForecastEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting. Each
/// setting is validated when it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is empty; the exception names the property.</exception>
/// <exception cref="ArgumentNullException">A list or <see cref="Training"/> is null; the exception names the property.</exception>
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
    /// <summary>A <see cref="WindowSize"/> chosen from the season, the horizon and the lengths of the series.</summary>
    public const int AutoWindowSize = 0;

    private const int MostSteps = 1_000_000;

    private readonly ValueList<float> levels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];
    private readonly ValueList<string> known = [], past = [], statics = [];

    /// <summary>
    /// Name of the column to forecast: a number, or a vector of known size for several targets. NaN is a missing value; trailing rows of a
    /// series without a value are its future. Default "Value".
    /// </summary>
    public string ValueColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Value";

    /// <summary>
    /// Name of the column that identifies the series: text, key or integer. The rows of a series are in time order; series may be
    /// interleaved. Default <see langword="null"/>: all rows form one series.
    /// </summary>
    public string? SeriesColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Names of input columns that are known for future rows too, such as calendar features, prices or promotions: numbers, or vectors of
    /// known size. The list is copied. Default: none.
    /// </summary>
    public IReadOnlyList<string> KnownInputColumnNames { get => known; init => known = SettingCheck.Names(value); }

    /// <summary>
    /// Names of input columns that are known only for the past, such as measured weather: numbers, or vectors of known size. The list is
    /// copied. Default: none.
    /// </summary>
    public IReadOnlyList<string> PastInputColumnNames { get => past; init => past = SettingCheck.Names(value); }

    /// <summary>Names of key columns that are constant within a series, such as its category. The list is copied. Default: none.</summary>
    public IReadOnlyList<string> StaticInputColumnNames { get => statics; init => statics = SettingCheck.Names(value); }

    /// <summary>Number of steps to forecast. 1 to 1,000,000; default 1.</summary>
    public int Horizon { get; init => field = SettingCheck.Between(1, MostSteps, value); } = 1;

    /// <summary>
    /// Steps in a season, such as 24 for hours or 12 for months. The network reads one season as one step, and starts from the value one
    /// season before. 1 to 1,000,000; default 1: no season.
    /// </summary>
    public int SeasonLength { get; init => field = SettingCheck.Between(1, MostSteps, value); } = 1;

    /// <summary>
    /// Number of rows that a forecast is based on, up to and including its origin; at least <see cref="SeasonLength"/>. Series may be
    /// shorter. 1 to 1,000,000; default <see cref="AutoWindowSize"/>.
    /// </summary>
    public int WindowSize { get; init => field = SettingCheck.Between(AutoWindowSize, MostSteps, value); } = AutoWindowSize;

    /// <summary>
    /// The quantile levels to forecast, above 0, below 1 and ascending. The one nearest to 0.5 is the point forecast; the lowest and
    /// highest are its bounds. The list is copied. Default 0.1, 0.2, ... 0.9.
    /// </summary>
    public IReadOnlyList<float> Quantiles { get => levels; init => levels = SettingCheck.Levels(value); }

    /// <summary>
    /// Whether to calibrate the quantiles after training: bands that cover fewer of the held-out values than their levels say are widened
    /// until the coverage is right. Useful for large networks, whose bands tend to be too narrow. Needs
    /// <see cref="RnnOptions.ValidationFraction"/>; the metrics in the history are those before calibration. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool CalibrateQuantiles { get; init; }

    /// <summary>
    /// Network and training options: seed, validation, checkpoints, missing values and so on. An epoch has as many batches as there are
    /// windows for, 1 to 100; <see cref="RnnOptions.ValidationFraction"/> holds out the last part of each series, at least one horizon.
    /// Options for labels, inputs and their scale are not used. Default <see cref="RnnOptions.Forecast"/>.
    /// </summary>
    public RnnOptions Training { get; init => field = SettingCheck.NotNull(value); } = RnnOptions.Forecast;

    internal ValueList<float> Levels => levels;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnForecastOptions), PrintMembers);

    /// <summary>Checks rules that involve several settings.</summary>
    /// <exception cref="RnnOptionException">Two settings contradict each other.</exception>
    internal void Validate()
    {
        if (WindowSize != AutoWindowSize && WindowSize < SeasonLength)
        {
            throw new RnnOptionException(nameof(WindowSize), WindowSize,
                $"{nameof(WindowSize):option} is {WindowSize}, less than the {nameof(SeasonLength):option} of {SeasonLength}. "
                + $"Use at least one season.");
        }
        if (CalibrateQuantiles && Training.ValidationFraction is null)
        {
            throw new RnnOptionException(nameof(CalibrateQuantiles), true,
                $"{nameof(CalibrateQuantiles):option} needs held-out values. Set {nameof(RnnOptions.ValidationFraction):option} "
                + $"in {nameof(Training):option}, for example to 0.1, or turn calibration off.");
        }
    }
}
