using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Finds the columns that this library reads, and says what is wrong with one that it cannot read.</summary>
internal static class ColumnCheck
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(schema), name,
            $"{role} column '{name}' is missing; there are: {string.Join(", ", schema.Select(column => $"'{column.Name}'"))}.");

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no Vector&lt;Single&gt;, of known or unknown size.</exception>
    public static DataViewSchema.Column Features(DataViewSchema schema, string name, out VectorDataViewType type)
    {
        DataViewSchema.Column column = Find(schema, "Feature", name);
        type = column.Type is VectorDataViewType { ItemType: NumberDataViewType item } vector && item == NumberDataViewType.Single
            ? vector
            : throw WrongType("Feature", column, "Vector<Single>");
        return column;
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no Key&lt;UInt32&gt;.</exception>
    public static DataViewSchema.Column Label(DataViewSchema schema, string name, out KeyDataViewType type)
    {
        DataViewSchema.Column column = Find(schema, "Label", name);
        type = column.Type is KeyDataViewType key && key.RawType == typeof(uint)
            ? key
            : throw WrongType("Label", column, "Key<UInt32>, as mlContext.Transforms.Conversion.MapValueToKey makes it");
        return column;
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no number that can be a length.</exception>
    public static DataViewSchema.Column Length(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, "Length", name);
        return LengthColumn.Accepts(column.Type) ? column : throw WrongType("Length", column, LengthColumn.Wanted);
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no Single.</exception>
    public static DataViewSchema.Column Weight(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, "Weight", name);
        return column.Type.Equals(NumberDataViewType.Single) ? column : throw WrongType("Weight", column, "Single");
    }

    public static ArgumentOutOfRangeException WrongType(string role, DataViewSchema.Column column, string wanted) =>
        new("schema", column.Type.ToString(), $"{role} column '{column.Name}' is {column.Type}; wanted: {wanted}.");
}
