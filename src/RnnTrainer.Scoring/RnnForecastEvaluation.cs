using RnnTrainer;
using RnnTrainer.Evaluation;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Extension methods that evaluate forecasts, which <see cref="ForecastingCatalog"/> does not offer.</summary>
/// <example>
/// <code>
/// RnnForecastMetrics metrics = ml.Forecasting.Evaluate(forecaster.Backtest(rows));
/// Console.WriteLine(metrics.Forecast.MeanAbsoluteScaledError);
/// </code>
/// </example>
public static class RnnForecastEvaluation
{
    /// <summary>Compares actual values with their forecasts, and with the seasonal naive forecast.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Forecasting"/>.</param>
    /// <param name="data">
    /// One row per value, with the columns that <c>Backtest</c> produces: Actual and Forecast (Single or Double; a vector for several
    /// targets), and optionally Series (a text, key, number or date), Quantiles (a vector whose slots are named Quantile-0.1 and so on),
    /// SeasonalNaive and SeasonalScale (as Actual). Forecasts of any other method can be evaluated too.
    /// </param>
    /// <remarks>Rows whose actual value is NaN are ignored; rows whose forecast is NaN are counted separately.</remarks>
    /// <exception cref="RnnColumnException">A column is missing, or has another type or size.</exception>
    /// <exception cref="RnnRowException">A row has no series.</exception>
    /// <exception cref="InvalidOperationException">No row has a value and a forecast.</exception>
    public static RnnForecastMetrics Evaluate(this ForecastingCatalog catalog, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return ForecastEvaluation.Of(data, rows => MemoryView.Of(catalog, rows));
    }
}
