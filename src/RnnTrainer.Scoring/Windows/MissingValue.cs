using Microsoft.ML.Data;

namespace RnnTrainer.Windows;

/// <summary>What stands for a missing value in ML.NET: NaN, key 0, the empty text. Other types have none.</summary>
internal static class MissingValue
{
    public static bool Has(DataViewType type) => type is KeyDataViewType or TextDataViewType || type.Equals(NumberDataViewType.Single)
        || type.Equals(NumberDataViewType.Double);

    /// <summary>The missing value of a type that <see cref="Has"/> one.</summary>
    public static T Of<T>() => typeof(T) == typeof(float) ? (T)(object)float.NaN
        : typeof(T) == typeof(double) ? (T)(object)double.NaN
        : default!;
}
