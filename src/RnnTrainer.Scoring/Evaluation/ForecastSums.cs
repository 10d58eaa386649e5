namespace RnnTrainer.Evaluation;

/// <summary>Errors of the forecasts of one series, added up value by value.</summary>
/// <param name="levels">Levels of the quantiles, ascending; none: the forecast stands for all of them.</param>
internal sealed class ForecastSums(IReadOnlyList<float> levels)
{
    private double absolute, squared, magnitudes, percentages, symmetric, scaled, quantileLoss;
    private long percentageCount, scaledCount, withinBand;

    public long Count { get; private set; }

    /// <summary>Adds a value that came and its forecast.</summary>
    /// <param name="actual">The value.</param>
    /// <param name="forecast">The forecast of it.</param>
    /// <param name="quantiles">One for each level; none: there is no band.</param>
    /// <param name="scale">What the error is divided by to be scaled; NaN: that is not known.</param>
    public void Add(double actual, double forecast, ReadOnlySpan<double> quantiles, double scale)
    {
        double error = Math.Abs(actual - forecast), magnitude = Math.Abs(actual);
        Count++;
        absolute += error;
        squared += error * error;
        magnitudes += magnitude;
        symmetric += error == 0 ? 0 : 200 * error / (magnitude + Math.Abs(forecast));
        if (magnitude > 0)
        {
            percentages += 100 * error / magnitude;
            percentageCount++;
        }
        if (scale > 0)
        {
            scaled += error / scale;
            scaledCount++;
        }
        for (int i = 0; i < levels.Count; i++)
        {
            double difference = actual - (quantiles.IsEmpty ? forecast : quantiles[i]);
            quantileLoss += 2 * Math.Max(levels[i] * difference, (levels[i] - 1.0) * difference) / levels.Count;
        }
        if (quantiles.Length > 1 && actual >= quantiles[0] && actual <= quantiles[^1])
            withinBand++;
    }

    /// <summary>The errors of some series together.</summary>
    /// <param name="series">Their sums, of the same levels.</param>
    /// <param name="hasBand">Whether the forecasts have quantiles of several levels.</param>
    public static RnnForecastErrors Errors(IReadOnlyCollection<ForecastSums> series, bool hasBand)
    {
        long count = series.Sum(one => one.Count);
        double magnitudes = series.Sum(one => one.magnitudes);
        return new()
        {
            Count = count,
            MeanAbsoluteError = series.Sum(one => one.absolute) / count,
            RootMeanSquaredError = Math.Sqrt(series.Sum(one => one.squared) / count),
            MeanAbsolutePercentageError = MeanOfMeans(series, one => one.percentages, one => one.percentageCount),
            SymmetricMeanAbsolutePercentageError = MeanOfMeans(series, one => one.symmetric, one => one.Count),
            MeanAbsoluteScaledError = MeanOfMeans(series, one => one.scaled, one => one.scaledCount),
            NormalizedDeviation = series.Sum(one => one.absolute) / magnitudes,
            WeightedQuantileLoss = series.Any(one => one.HasLevels) ? series.Sum(one => one.quantileLoss) / magnitudes : double.NaN,
            Coverage = hasBand ? (double)series.Sum(one => one.withinBand) / count : double.NaN,
        };
    }

    private bool HasLevels => levels.Count > 0;

    private static double MeanOfMeans(IEnumerable<ForecastSums> series, Func<ForecastSums, double> sum, Func<ForecastSums, long> count) =>
        series.Where(one => count(one) > 0).Select(one => sum(one) / count(one)).DefaultIfEmpty(double.NaN).Average();
}
