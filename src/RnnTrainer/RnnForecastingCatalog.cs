using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Where ML.NET users find the forecasting trainer: extensions of <see cref="MLContext"/>'s catalogs.</summary>
/// <example>
/// <code>
/// RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Passengers", horizon: 24, season: 12).Fit(rows);
/// IDataView next = network.Forecast(rows);        // Step, Forecast, LowerBound, UpperBound, Quantiles
/// </code>
/// </example>
public static class RnnForecastingCatalog
{
    /// <summary>
    /// Trains a recurrent network that forecasts series: one network for all, each with as many quantiles as the options ask for.
    /// </summary>
    /// <param name="catalog">The forecasting trainers.</param>
    /// <param name="valueColumnName">The column that is forecast: a number, or a vector of several targets.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="season">Steps of a season, such as 24 of hours or 12 of months; 1: there is none.</param>
    /// <param name="seriesColumnName">The column that tells series apart; <see langword="null"/>: all rows are one series.</param>
    /// <param name="options">
    /// Every other setting; the arguments above take the place of what it says. <see langword="null"/>: the defaults.
    /// </param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of its range.</exception>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting cannot use one.</exception>
    public static RnnForecastEstimator ForecastByRnn(this ForecastingCatalog catalog, string valueColumnName, int horizon, int season = 1,
        string? seriesColumnName = null, RnnForecastOptions? options = null) =>
        catalog.ForecastByRnn((options ?? new RnnForecastOptions()) with
        {
            ValueColumnName = valueColumnName,
            Horizon = horizon,
            SeasonLength = season,
            SeriesColumnName = seriesColumnName,
        });

    /// <summary>Trains a recurrent network that forecasts series.</summary>
    /// <param name="catalog">The forecasting trainers.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting cannot use one.</exception>
    public static RnnForecastEstimator ForecastByRnn(this ForecastingCatalog catalog, RnnForecastOptions options) =>
        new(CatalogAccess.EnvironmentOf(catalog), options);
}
