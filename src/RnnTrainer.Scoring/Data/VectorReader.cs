using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Reads vector columns, dense or sparse.</summary>
internal static class VectorReader
{
    /// <param name="row">The row that a cursor stands on, with the column active.</param>
    /// <param name="column">A vector column of <typeparamref name="T"/>.</param>
    /// <param name="convert">What an item is read as.</param>
    public static RowReader<TResult> Of<T, TResult>(DataViewRow row, DataViewSchema.Column column, Func<T, TResult> convert)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        TResult[] result = [];
        return () =>
        {
            get(ref values);
            if (result.Length < values.Length)
                result = new TResult[values.Length];
            int index = 0;
            foreach (T value in values.DenseValues())
                result[index++] = convert(value);
            return result.AsSpan(0, index);
        };
    }
}
