using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>What is kept of one series: its categories, and its last rows, as many as a forecast reads.</summary>
/// <param name="spec">What is forecast.</param>
/// <param name="categories">A category of each static input.</param>
internal sealed class ForecastSeries(ForecastSpec spec, ReadOnlySpan<int> categories)
{
    private readonly StepRing rows = new(checked(spec.Window + spec.RowsAhead), spec.RowSize);

    /// <summary>A category of each static input; 0 where it is missing.</summary>
    public int[] Categories { get; } = categories.ToArray();

    /// <summary>Rows so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        row.CopyTo(rows.Add());
        Count++;
    }

    /// <summary>Copies some of the last rows.</summary>
    /// <param name="first">The number of the first, from 0; it is kept.</param>
    /// <param name="destination">[rows x row size].</param>
    public void CopyTo(long first, Span<float> destination) => rows.CopyTo(first, destination);

    /// <summary>A copy of the last rows, as many as there are up to a number: [rows x row size].</summary>
    public float[] Last(int most)
    {
        int count = (int)Math.Min(most, Count);
        float[] last = new float[count * spec.RowSize];
        CopyTo(Count - count, last);
        return last;
    }
}
