using System.Runtime.InteropServices;

namespace RnnTrainer.Backtesting;

/// <summary>All rows of a series.</summary>
/// <param name="rowSize">Values of a row.</param>
/// <param name="categories">A category of each static input.</param>
internal sealed class SeriesHistory(int rowSize, ReadOnlySpan<int> categories)
{
    private readonly List<float> values = [];

    /// <summary>A category of each static input; 0 where it is missing.</summary>
    public int[] Categories { get; } = categories.ToArray();

    /// <summary>Rows up to the last one with a value.</summary>
    public int Rows { get; private set; }

    public void Add(ReadOnlySpan<float> row, bool hasValue)
    {
        values.AddRange(row);
        if (hasValue)
            Rows = values.Count / rowSize;
    }

    /// <summary>Some rows, [rows x row size].</summary>
    public ReadOnlySpan<float> Between(int first, int end) =>
        CollectionsMarshal.AsSpan(values)[checked(first * rowSize)..checked(end * rowSize)];
}
