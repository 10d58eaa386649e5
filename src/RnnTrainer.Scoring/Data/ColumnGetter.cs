using System.Reflection;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The getter of a column whose type is known at run time only.</summary>
internal static class ColumnGetter
{
    private static readonly MethodInfo OfTypeMethod =
        typeof(ColumnGetter).GetMethod(nameof(OfType), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    /// <param name="row">A row with the column active.</param>
    /// <param name="column">The column.</param>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        OfTypeMethod.MakeGenericMethod(column.Type.RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Delegate>>()(row, column);

    private static ValueGetter<T> OfType<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
