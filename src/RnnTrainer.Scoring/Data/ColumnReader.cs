using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Reads columns of scalars or vectors; a scalar as a span of one.</summary>
internal static class ColumnReader
{
    /// <param name="row">The row that a cursor stands on, with the column active.</param>
    /// <param name="column">A column of <typeparamref name="T"/>, or of vectors of it.</param>
    /// <param name="convert">What a value is read as.</param>
    public static RowReader<TResult> Of<T, TResult>(DataViewRow row, DataViewSchema.Column column, Func<T, TResult> convert)
        where T : struct
    {
        if (column.Type is VectorDataViewType)
            return VectorReader.Of(row, column, convert);
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        TResult[] result = new TResult[1];
        return () =>
        {
            get(ref value);
            result[0] = convert(value);
            return result;
        };
    }
}
