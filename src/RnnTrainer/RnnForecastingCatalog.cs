using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Extension methods that create the forecasting trainer from <see cref="MLContext.Forecasting"/>.</summary>
/// <example>
/// <code>
/// RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Passengers", horizon: 24, season: 12).Fit(rows);
/// IDataView next = network.Forecast(rows);        // Step, Forecast, LowerBound, UpperBound, Quantiles
/// </code>
/// </example>
public static class RnnForecastingCatalog
{
    /// <summary>
    /// Creates a trainer of recurrent networks that forecast time series: one network for all series, with the quantiles that the options
    /// specify.
    /// </summary>
    /// <param name="catalog">The forecasting trainers.</param>
    /// <param name="valueColumnName">Name of the column to forecast: a number, or a vector of several targets.</param>
    /// <param name="horizon">Number of steps to forecast.</param>
    /// <param name="season">Steps in a season, such as 24 for hours or 12 for months; 1: no season.</param>
    /// <param name="seriesColumnName">
    /// Name of the column that identifies the series; <see langword="null"/>: all rows form one series.
    /// </param>
    /// <param name="options">All other settings; the arguments above override them. <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of range.</exception>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting does not support one.</exception>
    public static RnnForecastEstimator ForecastByRnn(this ForecastingCatalog catalog, string valueColumnName, int horizon, int season = 1,
        string? seriesColumnName = null, RnnForecastOptions? options = null) =>
        catalog.ForecastByRnn((options ?? new RnnForecastOptions()) with
        {
            ValueColumnName = valueColumnName,
            Horizon = horizon,
            SeasonLength = season,
            SeriesColumnName = seriesColumnName,
        });

    /// <summary>Creates a trainer of recurrent networks that forecast time series.</summary>
    /// <param name="catalog">The forecasting trainers.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting does not support one.</exception>
    public static RnnForecastEstimator ForecastByRnn(this ForecastingCatalog catalog, RnnForecastOptions options) =>
        new(CatalogAccess.EnvironmentOf(catalog), options);
}
