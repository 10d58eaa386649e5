using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The names of a vector column's slots.</summary>
internal static class SlotNames
{
    /// <summary>The annotation that holds them.</summary>
    public const string Kind = "SlotNames";

    /// <summary>A name for each slot; <see langword="null"/>: they have none.</summary>
    public static string[]? Of(DataViewSchema.Column column) =>
        KeyAnnotations.Texts(column, Kind, (column.Type as VectorDataViewType)?.Size);
}
