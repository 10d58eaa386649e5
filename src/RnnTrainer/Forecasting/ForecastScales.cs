using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>Measures how the columns of series are read.</summary>
/// <param name="store">The series, complete.</param>
internal sealed class ForecastScales(SeriesStore store)
{
    private const double LeastLogDeviation = 0.01;

    // The share of the series that is smaller than the one whose size bounds deviations from below: a few whose values are next to nothing
    // do not count, and of small series among large ones the variation is not lost.
    private const double SmallSeries = 0.1;

    /// <summary>How targets are read: as logarithms where all values are above 0.</summary>
    /// <param name="count">How many there are, first in a row.</param>
    public ValueList<TargetScale> OfTargets(int count) => new(Enumerable.Range(0, count).Select(OfTarget));

    /// <summary>How inputs are read.</summary>
    /// <param name="first">The first one's place in a row.</param>
    /// <param name="count">How many there are.</param>
    public ValueList<InputScale> OfInputs(int first, int count) => new(Enumerable.Range(first, count).Select(OfInput));

    private TargetScale OfTarget(int column)
    {
        float least = float.PositiveInfinity;
        List<double> sizes = []; // of each series: its mean magnitude, where that is above 0
        for (int series = 0; series < store.SeriesCount; series++)
        {
            double sum = 0;
            long count = 0;
            foreach (float value in ValuesOf(series, column))
            {
                least = Math.Min(least, value);
                sum += Math.Abs((double)value);
                count++;
            }
            if (sum > 0)
                sizes.Add(sum / count);
        }
        if (least > 0 && float.IsFinite(least))
            return new(least, LeastLogDeviation);
        sizes.Sort();
        return new(Math.Min(least, 0), sizes.Count == 0 ? 1 : TargetScale.LeastShare * sizes[(int)(SmallSeries * (sizes.Count - 1))]);
    }

    private InputScale OfInput(int column)
    {
        double mean = 0, squares = 0;
        long count = 0;
        foreach (float value in Enumerable.Range(0, store.SeriesCount).SelectMany(series => ValuesOf(series, column)))
        {
            // Welford 1962.
            double apart = value - mean;
            mean += apart / ++count;
            squares += apart * (value - mean);
        }
        double deviation = count == 0 ? 0 : Math.Sqrt(squares / count);
        return new(mean, deviation > 0 && double.IsFinite(1 / deviation) ? 1 / deviation : 0);
    }

    private IEnumerable<float> ValuesOf(int series, int column)
    {
        for (int row = 0; row < store.CountOf(series); row++)
        {
            float value = store.Values(series)[row * store.RowSize + column];
            if (!float.IsNaN(value))
                yield return value;
        }
    }
}
