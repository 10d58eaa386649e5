using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The names of a vector column's slots, or of the inputs of its steps.</summary>
internal static class SlotNames
{
    /// <summary>The annotation that holds them.</summary>
    public const string Kind = "SlotNames";

    /// <summary>The annotation that names the inputs of a step; that of slots would need a column of known size.</summary>
    public const string OfInputsKind = "InputNames";

    /// <summary>A name for each slot; <see langword="null"/>: they have none.</summary>
    public static string[]? Of(DataViewSchema.Column column) =>
        KeyAnnotations.Texts(column, Kind, (column.Type as VectorDataViewType)?.Size);

    /// <summary>A name for each input of a step; <see langword="null"/>: they have none.</summary>
    public static string[]? OfInputs(DataViewSchema.Column column, int inputs) => KeyAnnotations.Texts(column, OfInputsKind, inputs);
}
