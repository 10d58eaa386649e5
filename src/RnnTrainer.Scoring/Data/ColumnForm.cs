using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>What both a schema and the shape of one say of a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as text, for messages.</param>
/// <param name="Item">The type of its items; of keys either the key's or that of the numbers behind it.</param>
/// <param name="IsKey">Whether the items are keys.</param>
/// <param name="IsVector">Whether it is a vector.</param>
/// <param name="IsKnownSize">Whether it is a vector of known size.</param>
internal readonly record struct ColumnForm(string Name, string Type, DataViewType Item, bool IsKey, bool IsVector, bool IsKnownSize)
{
    public static ColumnForm Of(DataViewSchema.Column column)
    {
        VectorDataViewType? vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        return new(column.Name, $"{column.Type}", item, item is KeyDataViewType, vector is not null, vector is { IsKnownSize: true });
    }
}
