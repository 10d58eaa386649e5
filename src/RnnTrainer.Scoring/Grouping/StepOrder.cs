using System.Runtime.InteropServices;
using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>Puts the rows of a group in the order of a column.</summary>
internal sealed class StepOrder
{
    private readonly DataViewRow source;
    private readonly string name;
    private readonly OrderValues type;
    private readonly Func<ulong?> read;
    private readonly RowChunks<ulong> values = new(width: 1);
    private ulong[] keys = [];

    public StepOrder(DataViewRow source, DataViewSchema.Column column)
    {
        this.source = source;
        name = column.Name;
        type = OrderValues.Of(column);
        read = type.Reader(source, source.Schema[column.Index]);
    }

    /// <exception cref="RnnColumnException">The column does not exist, or its values have no order.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, "Order", name);
        Check(ColumnForm.Of(column));
        return column;
    }

    /// <exception cref="RnnColumnException">Values of such a column have no order.</exception>
    public static void Check(ColumnForm column)
    {
        if (column.IsVector || column.IsKey || !OrderValues.Accepts(column.Item))
        {
            throw ColumnCheck.WrongType("Order", column.Name, column.Type,
                "a number, DateTime, DateTimeOffset or TimeSpan. Load it with such a DataKind");
        }
    }

    /// <summary>Takes over the row that the source stands on.</summary>
    /// <exception cref="RnnRowException">It has no value.</exception>
    public void Add() => values.Add()[0] = read() ?? throw new RnnRowException(source.Position + 1, name,
        $"order column '{name}' has no value. Filter out such rows, or omit orderColumn to keep the order of the rows.");

    public void Clear() => values.Clear();

    /// <param name="rows">The rows of a group.</param>
    /// <param name="numberOf">The number of a row in the source, from 1.</param>
    /// <exception cref="RnnRowException">Two rows have the same value.</exception>
    public void Sort(List<int> rows, Func<int, long> numberOf)
    {
        if (keys.Length < rows.Count)
            keys = new ulong[Math.Max(rows.Count, (int)Math.Min(2L * keys.Length, Array.MaxLength))];
        Span<ulong> ordinals = keys.AsSpan(0, rows.Count);
        bool isAscending = true;
        for (int i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = values[rows[i]][0];
            isAscending &= i == 0 || ordinals[i] > ordinals[i - 1];
        }
        if (isAscending)
            return;
        ordinals.Sort(CollectionsMarshal.AsSpan(rows));
        for (int i = 1; i < ordinals.Length; i++)
        {
            if (ordinals[i] == ordinals[i - 1])
                throw Twice(type.TextOf(ordinals[i]), numberOf(rows[i - 1]), numberOf(rows[i]));
        }
    }

    /// <summary>Where rows seem to be missing; null: nowhere.</summary>
    /// <param name="rows">The rows of a group, in order.</param>
    /// <param name="numberOf">The number of a row in the source, from 1.</param>
    public OrderGap? FindGap(List<int> rows, Func<int, long> numberOf)
    {
        double[] distances = new double[rows.Count - 1];
        for (int i = 0; i < distances.Length; i++)
            distances[i] = type.Distance(values[rows[i]][0], values[rows[i + 1]][0]);
        return OrderGap.Find(distances) is var gap && gap < 0 ? null
            : new(numberOf(rows[gap + 1]), type.TextOf(values[rows[gap]][0]), type.TextOf(values[rows[gap + 1]][0]));
    }

    private RnnRowException Twice(string value, long one, long other) => new(Math.Max(one, other), name,
        $"order column '{name}' holds {value}, like row {Math.Min(one, other)} of the same group. Remove one of them, or "
        + "omit orderColumn to keep the order of the rows.");
}
