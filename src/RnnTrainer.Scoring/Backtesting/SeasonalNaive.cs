namespace RnnTrainer.Backtesting;

/// <summary>
/// The seasonal naive forecast, the last known value of the same place in the season, and the scale of MASE: the mean absolute difference
/// of the known values to those one season before.
/// </summary>
internal static class SeasonalNaive
{
    /// <param name="rows">The rows of a series that are known, [rows x row size]; missing values are NaN.</param>
    /// <param name="rowSize">Values of a row.</param>
    /// <param name="target">Which of them is forecast.</param>
    /// <param name="season">Rows of a season; 1: the last value is the forecast.</param>
    /// <param name="step">Rows after the last one that is known, from 0.</param>
    /// <returns>The value; NaN where there is none.</returns>
    public static float Forecast(ReadOnlySpan<float> rows, int rowSize, int target, int season, int step)
    {
        int known = rows.Length / rowSize;
        for (long row = known - season + step % season; row >= 0; row -= season)
        {
            if (rows[(int)row * rowSize + target] is var value && !float.IsNaN(value))
                return value;
        }
        return float.NaN;
    }

    /// <inheritdoc cref="Forecast"/>
    /// <returns>The mean difference; NaN where no known value has one a season before it.</returns>
    public static double Scale(ReadOnlySpan<float> rows, int rowSize, int target, int season)
    {
        double sum = 0;
        long count = 0, back = (long)season * rowSize;
        for (long i = target + back; i < rows.Length; i += rowSize)
        {
            double difference = Math.Abs((double)rows[(int)i] - rows[(int)(i - back)]);
            if (double.IsNaN(difference))
                continue;
            sum += difference;
            count++;
        }
        return sum / count;
    }
}
