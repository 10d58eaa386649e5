using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>Measures how the columns of series are read.</summary>
/// <param name="store">The series, complete.</param>
internal sealed class ForecastScales(SeriesStore store)
{
    private const double LeastLogDeviation = 0.01;

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
        double sum = 0;
        long count = 0;
        foreach (float value in ValuesOf(column))
        {
            least = Math.Min(least, value);
            sum += Math.Abs((double)value);
            count++;
        }
        double size = count == 0 ? 0 : sum / count;
        return least > 0 && float.IsFinite(least) ? new(least, LeastLogDeviation)
            : new(LeastValue: 0, size > 0 ? TargetScale.LeastShare * size : 1);
    }

    private InputScale OfInput(int column)
    {
        double mean = 0, squares = 0;
        long count = 0;
        foreach (float value in ValuesOf(column))
        {
            // Welford 1962.
            double apart = value - mean;
            mean += apart / ++count;
            squares += apart * (value - mean);
        }
        double deviation = count == 0 ? 0 : Math.Sqrt(squares / count);
        return new(mean, deviation > 0 && double.IsFinite(1 / deviation) ? 1 / deviation : 0);
    }

    private IEnumerable<float> ValuesOf(int column)
    {
        for (int series = 0; series < store.SeriesCount; series++)
        {
            for (int row = 0; row < store.CountOf(series); row++)
            {
                float value = store.Values(series)[row * store.RowSize + column];
                if (!float.IsNaN(value))
                    yield return value;
            }
        }
    }
}
