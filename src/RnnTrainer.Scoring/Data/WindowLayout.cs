using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>
/// How the sequences of a feature column overlap that are windows over long series: an annotation of the column, which stays with it
/// through transforms that leave the column as it is. It is a promise about rows in the order they were made in; filters and shuffles may
/// break that, so what relies on it compares the values.
/// </summary>
/// <param name="Length">Rows of a series in a window.</param>
/// <param name="Stride">Rows from the start of one window to that of the next.</param>
/// <param name="Horizon">Rows after a window that its label is taken from.</param>
/// <param name="PositionColumn">Name of the column that numbers the window's last row in its series, from 0.</param>
/// <param name="GroupColumn">Name of the column that identifies the series; null: there is one series.</param>
internal sealed record WindowLayout(int Length, int Stride, int Horizon, string PositionColumn, string? GroupColumn)
{
    /// <summary>The annotation of the numbers: a Vector&lt;Int32&gt; of length, stride and horizon.</summary>
    public const string Kind = "RnnWindows";

    /// <summary>The annotation of a column's name, a text.</summary>
    public const string PositionKind = "RnnWindowPosition", GroupKind = "RnnWindowGroup";

    /// <summary>The layout that a feature column is annotated with, or null.</summary>
    public static WindowLayout? Of(DataViewSchema.Column features)
    {
        DataViewSchema.Annotations annotations = features.Annotations;
        if (annotations.Schema.GetColumnOrNull(Kind)?.Type is not VectorDataViewType { Size: 3 } type
            || !type.ItemType.Equals(NumberDataViewType.Int32) || Text(annotations, PositionKind) is not { } position)
        {
            return null;
        }
        VBuffer<int> numbers = default;
        annotations.GetValue(Kind, ref numbers);
        return numbers.DenseValues().ToArray() is [> 0 and var length, > 0 and var stride, >= 0 and var horizon]
            ? new(length, stride, horizon, position, Text(annotations, GroupKind)) : null;
    }

    /// <summary>Annotates a column.</summary>
    public void AddTo(DataViewSchema.Annotations.Builder builder)
    {
        int[] numbers = [Length, Stride, Horizon];
        KeyAnnotations.Add(builder, Kind, numbers);
        AddText(builder, PositionKind, PositionColumn);
        if (GroupColumn is not null)
            AddText(builder, GroupKind, GroupColumn);
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, string text) =>
        builder.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());

    private static string? Text(DataViewSchema.Annotations annotations, string kind)
    {
        if (annotations.Schema.GetColumnOrNull(kind)?.Type is not TextDataViewType)
            return null;
        ReadOnlyMemory<char> text = default;
        annotations.GetValue(kind, ref text);
        return text.ToString();
    }
}
