using Microsoft.ML;

namespace RnnTrainer.Grouping;

/// <summary>Source rows that are kept until their sequences are given: those of a group, or all.</summary>
/// <param name="source">The source's cursor.</param>
/// <param name="columns">What is kept of each row.</param>
/// <param name="order">The order of the rows of a group; null: that of the source.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class RowStore(
    DataViewRow source, IReadOnlyList<StoredColumn> columns, StepOrder? order, Action checkCanceled)
{
    private const int RowsBetweenChecks = 1 << 8;

    private int count;
    private long firstNumber;

    /// <summary>Adds the row that the source stands on.</summary>
    /// <returns>Its number here, from 0.</returns>
    public int Add()
    {
        if (count % RowsBetweenChecks == 0)
            checkCanceled();
        if (count == 0)
            firstNumber = source.Position + 1;
        foreach (StoredColumn column in columns)
            column.Add();
        order?.Add();
        return checked(count++);
    }

    public void Clear()
    {
        count = 0;
        foreach (StoredColumn column in columns)
            column.Clear();
        order?.Clear();
    }

    /// <summary>Puts the rows of a group in order.</summary>
    public void Sort(List<int> rows) => order?.Sort(rows, NumberOf);

    /// <summary>The number of a row in the source, from 1.</summary>
    public long NumberOf(int row) => firstNumber + row;
}
