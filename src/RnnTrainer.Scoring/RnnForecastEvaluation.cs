using RnnTrainer;
using RnnTrainer.Evaluation;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Metrics of forecasts, which <see cref="ForecastingCatalog"/> does not have.</summary>
/// <example>
/// <code>
/// RnnForecastMetrics metrics = ml.Forecasting.Evaluate(forecaster.Backtest(rows));
/// Console.WriteLine(metrics.Forecast.MeanAbsoluteScaledError);
/// </code>
/// </example>
public static class RnnForecastEvaluation
{
    /// <summary>Compares values that came with what was forecast of them, and with the seasonal naive forecast.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Forecasting"/>.</param>
    /// <param name="data">
    /// A row for each value, with the columns that <c>Backtest</c> gives: Actual and Forecast (Single or Double, or of several targets a
    /// vector), and where they are there Series (a text, a key, a number or a date), Quantiles (a vector whose slots are named Quantile-0.1
    /// and so on), SeasonalNaive and SeasonalScale (as Actual). Forecasts of any method can be compared so.
    /// </param>
    /// <remarks>Rows whose actual value is NaN count for nothing; those whose forecast is NaN are counted apart.</remarks>
    /// <exception cref="RnnColumnException">A column is missing, or of another type or size.</exception>
    /// <exception cref="RnnRowException">A row has no series.</exception>
    /// <exception cref="InvalidOperationException">No row has a value and a forecast.</exception>
    public static RnnForecastMetrics Evaluate(this ForecastingCatalog catalog, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return ForecastEvaluation.Of(data, rows => MemoryView.Of(catalog, rows));
    }
}
