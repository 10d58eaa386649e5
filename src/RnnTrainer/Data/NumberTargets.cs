using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>Numbers, as a column of Single, of Double, or of vectors of either gives them.</summary>
/// <param name="size">Numbers of a target.</param>
/// <param name="areOfSteps">Whether each step has a target.</param>
internal sealed class NumberTargets(int size, bool areOfSteps = false) : Targets<double>(areOfSteps, size)
{
    public override string Missing => "NaN";

    /// <summary>The numbers of a target, [size].</summary>
    public ReadOnlySpan<double> this[int target] => ValuesOf(target);

    protected override RowReader<double> Reader(DataViewRow cursor, DataViewSchema.Column label)
    {
        RowReader<double> read = NumberColumn.Reader(cursor, label);
        return () =>
        {
            ReadOnlySpan<double> row = read();
            if (HasAny(row))
                Check(row, cursor.Position, label.Name);
            return row;
        };
    }

    protected override bool IsMissing(double value) => double.IsNaN(value);

    // A score is a Single: what is too large for one could not be told.
    private void Check(ReadOnlySpan<double> row, long position, string column)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!float.IsFinite((float)row[i]) && !(AreOfSteps && IsMissing(row[i])))
            {
                throw new RnnRowException(position + 1, column, FormattableString.Invariant(
                    $"label column '{column}' holds {row[i]} at index {i}; training needs finite numbers within Single's range. ")
                    + "Drop such rows (FilterByCustomPredicate).");
            }
        }
    }
}
