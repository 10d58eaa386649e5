using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>A column of sequence lengths: scalars of any integer type, or Single, as text loaders and concatenations make them.</summary>
internal static class LengthColumn
{
    /// <summary>What such a column must be, for messages.</summary>
    public const string Wanted = "a scalar of any integer type or Single";

    private static readonly Dictionary<DataViewType, Func<DataViewRow, DataViewSchema.Column, Func<double>>> Getters = new()
    {
        [NumberDataViewType.SByte] = Getter<sbyte>,
        [NumberDataViewType.Byte] = Getter<byte>,
        [NumberDataViewType.Int16] = Getter<short>,
        [NumberDataViewType.UInt16] = Getter<ushort>,
        [NumberDataViewType.Int32] = Getter<int>,
        [NumberDataViewType.UInt32] = Getter<uint>,
        [NumberDataViewType.Int64] = Getter<long>,
        [NumberDataViewType.UInt64] = Getter<ulong>,
        [NumberDataViewType.Single] = Getter<float>,
    };

    public static bool Accepts(DataViewType type) => Getters.ContainsKey(type);

    /// <summary>Reads the column of the row that a cursor stands on.</summary>
    public static Func<double> Getter(DataViewRow row, DataViewSchema.Column column) => Getters[column.Type](row, column);

    private static Func<double> Getter<T>(DataViewRow row, DataViewSchema.Column column) where T : INumberBase<T>
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = T.Zero;
        return () =>
        {
            get(ref value);
            return double.CreateSaturating(value);
        };
    }
}
