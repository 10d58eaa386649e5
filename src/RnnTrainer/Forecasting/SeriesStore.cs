namespace RnnTrainer.Forecasting;

/// <summary>
/// The rows of series, each kept once. Rows may come in any order of series; once complete, they are numbered series by series, and any
/// number of threads may read them.
/// </summary>
/// <param name="rowSize">Values of a row.</param>
internal sealed class SeriesStore(int rowSize)
{
    private const int FirstRoom = 16;

    private readonly List<float[]> series = [];
    private readonly List<int> counts = []; // rows of each series
    private readonly List<int[]> categories = []; // of each series, one of each static input
    private int[] firsts = [];              // of each series, the number of its first row

    /// <summary>Values of a row.</summary>
    public int RowSize => rowSize;

    /// <summary>Series, those without a row among them.</summary>
    public int SeriesCount => series.Count;

    /// <summary>Rows of all series, once complete.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row to a series.</summary>
    /// <param name="number">The number of the series, at most one above those that came before.</param>
    /// <param name="row">[row size].</param>
    /// <param name="ofSeries">A category of each static input, the same in all rows of the series; 0 where it is missing.</param>
    public void Add(int number, ReadOnlySpan<float> row, ReadOnlySpan<int> ofSeries = default)
    {
        if (number == series.Count)
        {
            series.Add(new float[FirstRoom * rowSize]);
            counts.Add(0);
            categories.Add(ofSeries.ToArray());
        }
        int end = counts[number] * rowSize;
        float[] values = series[number];
        if (end == values.Length)
        {
            // Half as much again: the rows of a series in memory are never twice those that came.
            Array.Resize(ref values, checked(values.Length + values.Length / rowSize / 2 * rowSize));
            series[number] = values;
        }
        row.CopyTo(values.AsSpan(end));
        counts[number]++;
    }

    /// <summary>
    /// Ends the series: without the rows at their end that have no value, which are their future, and without spare room.
    /// </summary>
    /// <param name="targets">Values at the start of a row that are forecast.</param>
    public void Complete(int targets)
    {
        firsts = new int[series.Count];
        for (int i = 0; i < series.Count; i++)
        {
            while (counts[i] > 0 && !Row(i, counts[i] - 1)[..targets].ContainsAnyExcept(float.NaN))
                counts[i]--;
            float[] values = series[i];
            Array.Resize(ref values, counts[i] * rowSize);
            series[i] = values;
            firsts[i] = Count;
            Count = checked(Count + counts[i]);
        }
    }

    /// <summary>Rows of a series.</summary>
    public int CountOf(int number) => counts[number];

    /// <summary>A category of each static input of a series.</summary>
    public ReadOnlySpan<int> CategoriesOf(int number) => categories[number];

    /// <summary>The number of the first row of a series.</summary>
    public int FirstOf(int number) => firsts[number];

    /// <summary>The rows of a series, [rows x row size].</summary>
    public ReadOnlySpan<float> Values(int number) => series[number].AsSpan(0, counts[number] * rowSize);

    /// <summary>The series of a row, and its place there.</summary>
    public (int Series, int Place) Find(int row)
    {
        int found = Array.BinarySearch(firsts, row), number = found < 0 ? ~found - 1 : found;
        while (counts[number] == 0)
            number++;
        return (number, row - firsts[number]);
    }

    private ReadOnlySpan<float> Row(int number, int place) => series[number].AsSpan(place * rowSize, rowSize);
}
