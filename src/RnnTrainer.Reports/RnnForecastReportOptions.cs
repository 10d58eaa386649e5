using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>What a report on forecasts shows. An immutable value: copy it with <see langword="with"/> to change a setting.</summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <example>
/// <code>
/// forecaster.SaveForecastReport("sales.html", rows, new RnnForecastReportOptions { Title = "Sales", TimeColumnName = "Day" });
/// </code>
/// </example>
public sealed record RnnForecastReportOptions
{
    /// <summary>The heading. Default <see langword="null"/>: the name of the value column.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Name of a column that says when each row was: a text, a DateTime, an Int32 or an Int64. Dates and numbers go on after the last row
    /// as they did up to it. Default <see langword="null"/>: rows are counted.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>
    /// Whether the forecast of each series' last values, made without them, is compared with them and with the seasonal naive forecast.
    /// Such a comparison is fair only where the network was not trained on these values. Default <see langword="true"/>.
    /// </summary>
    public bool Compare { get; init; } = true;

    /// <summary>Series that are shown, the first ones of the data; figures are those of all. At least 1. Default 24.</summary>
    public int MaxSeries { get; init => field = SettingCheck.AtLeast(1, value); } = 24;
}
