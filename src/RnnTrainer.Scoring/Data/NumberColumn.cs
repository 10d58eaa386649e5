using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Finds and reads columns of Single, Double or Boolean, scalars or vectors, as doubles: true is 1, missing is NaN.</summary>
internal static class NumberColumn
{
    private static readonly Dictionary<DataViewType, Func<DataViewRow, DataViewSchema.Column, RowReader<double>>> Readers = new()
    {
        [NumberDataViewType.Single] = (row, column) => ColumnReader.Of<float, double>(row, column, value => value),
        [NumberDataViewType.Double] = (row, column) => ColumnReader.Of<double, double>(row, column, value => value),
        [BooleanDataViewType.Instance] = (row, column) => ColumnReader.Of<bool, double>(row, column, value => value ? 1 : 0),
    };

    /// <exception cref="RnnColumnException">The column does not exist, or it is not a vector of Single or Double.</exception>
    public static DataViewSchema.Column FindSteps(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is VectorDataViewType && IsNumber(column.Type) ? column
            : throw ColumnCheck.WrongType(role, column, "a vector of Single or Double with an entry for each step");
    }

    /// <summary>Whether a column of this type, or a vector of it, holds Single or Double.</summary>
    public static bool IsNumber(DataViewType type) => ItemOf(type) is NumberDataViewType item && Readers.ContainsKey(item);

    /// <summary>Whether a column of this type, or a vector of it, holds Boolean.</summary>
    public static bool IsBoolean(DataViewType type) => ItemOf(type) is BooleanDataViewType;

    /// <summary>Reads the column of the row that a cursor stands on; a scalar as a span of one.</summary>
    public static RowReader<double> Reader(DataViewRow row, DataViewSchema.Column column) => Readers[ItemOf(column.Type)](row, column);

    /// <summary>How many values there are, and how many without missing ones at the end.</summary>
    public static (int All, int Used) Lengths(ReadOnlySpan<double> values)
    {
        int used = values.Length;
        while (used > 0 && double.IsNaN(values[used - 1]))
            used--;
        return (values.Length, used);
    }

    private static DataViewType ItemOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;
}
