namespace RnnTrainer;

/// <summary>The errors of forecasts. Immutable.</summary>
/// <remarks>
/// In the formulas, y is the actual value and f its forecast, the middle quantile. <see cref="MeanAbsolutePercentageError"/>,
/// <see cref="SymmetricMeanAbsolutePercentageError"/> and <see cref="MeanAbsoluteScaledError"/>, which have no unit, weigh every series
/// equally: they are means over series of the means within each, as in the M4 competition. The other metrics weigh every value equally. A
/// metric with nothing to compare is NaN.
/// </remarks>
public sealed class RnnForecastErrors
{
    internal RnnForecastErrors()
    {
    }

    /// <summary>Gets the mean absolute error (MAE): the mean of |y - f|, in the unit of the value.</summary>
    public double MeanAbsoluteError { get; internal init; }

    /// <summary>Gets the root mean squared error (RMSE): the square root of the mean of (y - f)², in the unit of the value.</summary>
    public double RootMeanSquaredError { get; internal init; }

    /// <summary>
    /// Gets the mean absolute percentage error (MAPE), in percent: the mean of 100 · |y - f| / |y| over values other than 0.
    /// </summary>
    public double MeanAbsolutePercentageError { get; internal init; }

    /// <summary>
    /// Gets the symmetric MAPE (sMAPE), in percent, from 0 to 200: the mean of 200 · |y - f| / (|y| + |f|), 0 where both are 0; as defined
    /// in the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020).
    /// </summary>
    public double SymmetricMeanAbsolutePercentageError { get; internal init; }

    /// <summary>
    /// Gets the mean absolute scaled error (MASE): the mean of |y - f| / scale, where scale is the mean of |y(t) - y(t - season)| over the
    /// series' values up to the origin of the forecast (Hyndman and Koehler 2006). Below 1, the forecasts are more accurate than the
    /// seasonal naive forecast was on average. Values whose scale is 0 or unknown are ignored.
    /// </summary>
    public double MeanAbsoluteScaledError { get; internal init; }

    /// <summary>Gets the normalized deviation (ND): the sum of |y - f| / the sum of |y| (as in GluonTS, Alexandrov et al. 2020).</summary>
    public double NormalizedDeviation { get; internal init; }

    /// <summary>
    /// Gets the mean over the levels q of the weighted quantile loss: 2 · the sum of max(q · (y - f(q)), (q - 1) · (y - f(q))) / the sum of
    /// |y|, where f(q) is the quantile (as in GluonTS). For the seasonal naive forecast, f is used for every level.
    /// </summary>
    public double WeightedQuantileLoss { get; internal init; }

    /// <summary>
    /// Gets the share of values within the outer band, from the lowest quantile to the highest, both included. NaN with fewer than two
    /// levels.
    /// </summary>
    public double Coverage { get; internal init; }

    /// <summary>Gets the number of values compared with their forecast.</summary>
    public long Count { get; internal init; }
}
