namespace RnnTrainer;

/// <summary>How far forecasts are from the values that came. Immutable.</summary>
/// <remarks>
/// Of each error, y is the value that came and f the forecast of it, the middle quantile. In
/// <see cref="MeanAbsolutePercentageError"/>, <see cref="SymmetricMeanAbsolutePercentageError"/> and
/// <see cref="MeanAbsoluteScaledError"/>, which have no unit, each series counts alike: they are means over series of the means within
/// them, as in the M4 competition. In the other metrics each value counts alike. A metric that nothing was compared for is NaN.
/// </remarks>
public sealed class RnnForecastErrors
{
    internal RnnForecastErrors()
    {
    }

    /// <summary>MAE: the mean of |y - f|, in units of the value.</summary>
    public double MeanAbsoluteError { get; internal init; }

    /// <summary>RMSE: the square root of the mean of (y - f)², in units of the value.</summary>
    public double RootMeanSquaredError { get; internal init; }

    /// <summary>MAPE, in percent: the mean of 100 · |y - f| / |y| over the values other than 0.</summary>
    public double MeanAbsolutePercentageError { get; internal init; }

    /// <summary>
    /// sMAPE, in percent, from 0 to 200: the mean of 200 · |y - f| / (|y| + |f|), 0 where both are 0. As the M4 competition defines it
    /// (Makridakis, Spiliotis and Assimakopoulos 2020).
    /// </summary>
    public double SymmetricMeanAbsolutePercentageError { get; internal init; }

    /// <summary>
    /// MASE: the mean of |y - f| / scale, the scale being the mean of |y(t) - y(t - season)| over the series' values up to the origin of
    /// the forecast (Hyndman and Koehler 2006). Below 1, forecasts are closer than the value one season before was on average. Where the
    /// scale is 0 or not known, values count for nothing.
    /// </summary>
    public double MeanAbsoluteScaledError { get; internal init; }

    /// <summary>ND, the normalized deviation: the sum of |y - f| / the sum of |y| (as in GluonTS, Alexandrov et al. 2020).</summary>
    public double NormalizedDeviation { get; internal init; }

    /// <summary>
    /// The mean over the levels q of the weighted quantile loss: 2 · the sum of max(q · (y - f(q)), (q - 1) · (y - f(q))) / the sum of
    /// |y|, where f(q) is the quantile (as in GluonTS). Of the seasonal naive forecast, f stands for all of them.
    /// </summary>
    public double WeightedQuantileLoss { get; internal init; }

    /// <summary>
    /// The share of values within the outer band, from the lowest quantile to the highest, both included. NaN where there is at most one
    /// level.
    /// </summary>
    public double Coverage { get; internal init; }

    /// <summary>How many values were compared with their forecast.</summary>
    public long Count { get; internal init; }
}
