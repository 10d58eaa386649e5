using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>Options of a report on forecasts. An immutable value: copy it with <see langword="with"/> to change a setting.</summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
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
    /// Name of the column with the time of each row: a text, DateTime, Int32 or Int64. Dates and numbers continue after the last row at the
    /// same interval. Default <see langword="null"/>: rows are numbered.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>
    /// Whether to forecast each series' last values without using them, and to compare the forecast with these values and with the seasonal
    /// naive forecast. The comparison is fair only if the network was not trained on these values. Default <see langword="true"/>.
    /// </summary>
    public bool Compare { get; init; } = true;

    /// <summary>Number of series to show, from the start of the data; metrics cover all series. At least 1. Default 24.</summary>
    public int MaxSeries { get; init => field = SettingCheck.AtLeast(1, value); } = 24;
}
