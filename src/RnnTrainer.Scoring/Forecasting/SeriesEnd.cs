namespace RnnTrainer.Forecasting;

/// <summary>The end of a series: its rows up to the last one with a value, and those without one after it, which are its future.</summary>
/// <param name="spec">What is forecast.</param>
/// <param name="categories">A category of each static input.</param>
internal sealed class SeriesEnd(ForecastSpec spec, ReadOnlySpan<int> categories)
{
    private readonly ForecastSeries rows = new(spec, categories);
    private readonly List<float> future = []; // [rows x row size]

    /// <summary>Whether there is a row with a value.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The number, from 1, of its last row in the data.</summary>
    public long LastRow { get; private set; }

    /// <summary>How many rows without a value come last.</summary>
    public int FutureRows => future.Count / spec.RowSize;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its values.</param>
    /// <param name="hasValue">Whether it has a value.</param>
    /// <param name="number">Its number, from 1, in the data.</param>
    public void Add(ReadOnlySpan<float> row, bool hasValue, long number)
    {
        LastRow = number;
        if (!hasValue)
        {
            future.AddRange(row);
            return;
        }
        // There was a gap.
        Span<float> gap = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(future);
        for (; gap.Length > 0; gap = gap[spec.RowSize..])
            rows.Add(gap[..spec.RowSize]);
        future.Clear();
        rows.Add(row);
        HasValue = true;
    }

    /// <summary>Puts its last window into a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="window">Puts the window together.</param>
    public void AddTo(ForecastBlock block, SeriesWindow window)
    {
        float[] ahead = new float[spec.RowsAhead * spec.KnownInputs.Count];
        for (int i = 0; i < ahead.Length; i++)
        {
            (int step, int input) = Math.DivRem(i, spec.KnownInputs.Count);
            ahead[i] = future[(step + 1) * spec.RowSize - spec.KnownInputs.Count + input];
        }
        window.AddTo(block, rows, rows.Count - 1, ahead);
    }
}
