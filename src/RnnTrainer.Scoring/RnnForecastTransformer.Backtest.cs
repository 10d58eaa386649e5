using Microsoft.ML;
using RnnTrainer.Backtesting;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Forecasts made after rows in the past, beside the values that came, lazily: what <c>mlContext.Forecasting.Evaluate</c> judges. A row
    /// for each series, origin and step, with the columns <c>Series</c> (the series column's type; none: no column), <c>Origin</c> (Int64:
    /// rows of the series that were known), <c>Step</c> (Int32, from 1), <c>Actual</c>, the columns of <see cref="Forecast"/>, and
    /// <c>SeasonalNaive</c> and <c>SeasonalScale</c>: the last known value of the same place in the season, and the mean absolute
    /// difference of the known values to those one season before. Of one target they are Single, of several Vector&lt;Single,
    /// targets&gt;.
    /// </summary>
    /// <remarks>
    /// The last origin of a series is <see cref="Horizon"/> rows before its end. Each forecast reads what was known at its origin, and of
    /// later rows the inputs known ahead alone. The network is the same at all origins: judge it on rows that it was not trained on, or
    /// have the estimator's <c>Backtest</c> train it on the rows before. Origins with less than a season before them are left out.
    /// </remarks>
    /// <param name="input">Data with the columns that the forecast reads, rows of a series in the order of time.</param>
    /// <param name="origins">Forecasts of each series, at least 1.</param>
    /// <param name="stride">Rows from one origin to the next, at least 1; <see langword="null"/>: <see cref="Horizon"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
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
