using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>What stands for a missing value in ML.NET: NaN, key 0, an empty string. Other types have none.</summary>
internal static class MissingValue
{
    public static bool Has(ColumnForm column) => !column.IsVector && (column.IsKey || column.Item is TextDataViewType
        || column.Item.Equals(NumberDataViewType.Single) || column.Item.Equals(NumberDataViewType.Double));

    /// <summary>The missing value of the items of a column that <see cref="Has"/> one.</summary>
    public static T Of<T>() => typeof(T) == typeof(float) ? (T)(object)float.NaN
        : typeof(T) == typeof(double) ? (T)(object)double.NaN
        : default!;
}
