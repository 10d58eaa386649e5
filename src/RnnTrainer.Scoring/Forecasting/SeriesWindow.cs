namespace RnnTrainer.Forecasting;

/// <summary>Puts windows of series together. Its memory is used again from window to window.</summary>
/// <param name="spec">What is forecast.</param>
internal sealed class SeriesWindow(ForecastSpec spec)
{
    private readonly float[] row = new float[spec.RowSize];
    private readonly float[] ahead = new float[spec.RowsAhead * spec.KnownInputs.Count];
    private float[] rows = [];

    /// <summary>Puts the window that ends with a row into a block; what is known ahead stands in the rows after it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="series">The series.</param>
    /// <param name="origin">The number of the row, from 0; <see cref="ForecastSpec.RowsAhead"/> rows follow it.</param>
    public void AddTo(ForecastBlock block, ForecastSeries series, long origin)
    {
        int inputs = spec.KnownInputs.Count;
        for (int step = 0; step < spec.RowsAhead; step++)
        {
            series.CopyTo(origin + 1 + step, row);
            row.AsSpan(spec.RowSize - inputs).CopyTo(ahead.AsSpan(step * inputs));
        }
        AddTo(block, series, origin, ahead);
    }

    /// <summary>The same with what is known ahead.</summary>
    /// <param name="block">The block.</param>
    /// <param name="series">The series.</param>
    /// <param name="origin">The number of the row, from 0.</param>
    /// <param name="ahead">[<see cref="ForecastSpec.RowsAhead"/> x known inputs].</param>
    public void AddTo(ForecastBlock block, ForecastSeries series, long origin, ReadOnlySpan<float> ahead)
    {
        int count = (int)Math.Min(spec.Window, origin + 1), values = count * spec.RowSize;
        if (rows.Length < values)
            rows = new float[Math.Min(spec.Window * spec.RowSize, Math.Max(values, 2 * rows.Length))];
        series.CopyTo(origin + 1 - count, rows.AsSpan(0, values));
        block.Add(rows.AsSpan(0, values), ahead, series.Categories);
    }
}
