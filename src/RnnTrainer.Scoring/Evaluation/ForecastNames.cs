namespace RnnTrainer.Evaluation;

/// <summary>Names of the columns of forecasts made at past origins, with the actual values.</summary>
internal static class ForecastNames
{
    /// <summary>The column that identifies the series.</summary>
    public const string Series = "Series";

    /// <summary>How many rows of the series were known.</summary>
    public const string Origin = "Origin";

    /// <summary>Steps after the last row that was known, from 1.</summary>
    public const string Step = "Step";

    /// <summary>The value that came.</summary>
    public const string Actual = "Actual";

    /// <summary>The middle quantile.</summary>
    public const string Forecast = "Forecast";

    /// <summary>The lowest quantile.</summary>
    public const string LowerBound = "LowerBound";

    /// <summary>The highest quantile.</summary>
    public const string UpperBound = "UpperBound";

    /// <summary>All quantiles.</summary>
    public const string Quantiles = "Quantiles";

    /// <summary>The last known value of the same place in the season.</summary>
    public const string SeasonalNaive = "SeasonalNaive";

    /// <summary>The mean absolute difference of the known values to those one season before.</summary>
    public const string SeasonalScale = "SeasonalScale";
}
