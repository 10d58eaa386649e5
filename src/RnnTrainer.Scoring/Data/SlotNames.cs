using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The names of a vector column's slots.</summary>
internal static class SlotNames
{
    /// <summary>The annotation that holds them.</summary>
    public const string Kind = "SlotNames";

    /// <summary>A name for each slot; <see langword="null"/>: they have none.</summary>
    public static string[]? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(Kind) is not { Type: VectorDataViewType { ItemType: TextDataViewType } type }
            || type.Size != (column.Type as VectorDataViewType)?.Size)
        {
            return null;
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(Kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
