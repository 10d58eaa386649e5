using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The numbers of each row, as a column of Single, of Double, or of vectors of either gives them.</summary>
/// <param name="size">Numbers of a row.</param>
internal sealed class NumberTargets(int size) : Targets
{
    private readonly List<double> numbers = [];

    public override int Count => numbers.Count / size;

    public override string Missing => "NaN";

    /// <summary>Numbers of a row.</summary>
    public int Size => size;

    /// <summary>The numbers of a row, [<see cref="Size"/>].</summary>
    public ReadOnlySpan<double> this[int row] => CollectionsMarshal.AsSpan(numbers).Slice(row * size, size);

    /// <summary>Adds the numbers of the next row.</summary>
    public void Add(params ReadOnlySpan<double> ofRow) => numbers.AddRange(ofRow);

    public override Func<bool> ReadFrom(DataViewRow cursor, DataViewSchema.Column label)
    {
        RowReader<double> read = NumberColumn.Reader(cursor, label);
        return () => TryAdd(read(), cursor.Position, label.Name);
    }

    public override void AppendTo(XxHash3 hash, int row) => hash.Append(MemoryMarshal.AsBytes(this[row]));

    // A score is a Single: what is too large for one could not be told.
    private bool TryAdd(ReadOnlySpan<double> row, long position, string column)
    {
        if (!row.ContainsAnyExcept(double.NaN))
            return false;
        for (int i = 0; i < row.Length; i++)
        {
            if (!float.IsFinite((float)row[i]))
            {
                throw new RnnRowException(position + 1, column, FormattableString.Invariant(
                    $"label column '{column}' holds {row[i]} at index {i}; training needs finite numbers within Single's range. ")
                    + "Drop such rows (FilterByCustomPredicate).");
            }
        }
        Add(row);
        return true;
    }
}
