using Microsoft.ML;
using RnnTrainer.Backtesting;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Returns, lazily, forecasts made at past origins together with the actual values, for <c>mlContext.Forecasting.Evaluate</c>. There is
    /// one row per series, origin and step, with the columns <c>Series</c> (the series column's type; absent without one), <c>Origin</c>
    /// (Int64: number of known rows of the series), <c>Step</c> (Int32, from 1), <c>Actual</c>, the columns of <see cref="Forecast"/>,
    /// <c>SeasonalNaive</c> (the last known value of the same position in the season) and <c>SeasonalScale</c> (the mean absolute
    /// difference between known values and those one season before). They are Single for one target, and Vector&lt;Single, targets&gt; for
    /// several.
    /// </summary>
    /// <remarks>
    /// The last origin of a series is <see cref="Horizon"/> rows before its end. Each forecast reads what was known at its origin, and only
    /// the known inputs of later rows. The same network is used at all origins: evaluate it on rows that it was not trained on, or use the
    /// estimator's <c>Backtest</c>, which trains on the rows before. Origins with less than one season before them are skipped.
    /// </remarks>
    /// <param name="input">Data with the columns that the forecaster reads, each series in time order.</param>
    /// <param name="origins">Number of forecasts for each series; at least 1.</param>
    /// <param name="stride">Rows from one origin to the next; at least 1; <see langword="null"/>: <see cref="Horizon"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public IDataView Backtest(IDataView input, int origins = 1, int? stride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Backtested(input, new BacktestPlan(
            SettingCheck.AtLeast(1, origins, nameof(origins)), SettingCheck.AtLeast(1, stride ?? Horizon, nameof(stride))));
    }

    internal IDataView Backtested(IDataView input, BacktestPlan plan)
    {
        ForecastColumns columns = Bind(input.Schema);
        return new BacktestView(input, new(columns, OutputsOf(columns)), plan, scorer, () => ContextCancellation.Check(host));
    }
}
