using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Tasks;

/// <summary>
/// The annotations by which ML.NET knows columns of scores: those that belong together share a number, and each says of which
/// kind of task they are and which value it is.
/// </summary>
/// <param name="schema">The schema that the columns are added to; theirs gets a number above any in it.</param>
/// <param name="kind">ML.NET's name of the task, such as "MulticlassClassification".</param>
internal sealed class ScoreColumnSet(DataViewSchema schema, string kind)
{
    /// <summary>The annotation that says of which kind of task a column is.</summary>
    public const string ColumnKind = "ScoreColumnKind";

    private const string IdKind = "ScoreColumnSetId";

    private readonly uint id = schema.Select(IdOf).Max() + 1;

    /// <summary>Adds the annotations of one of the columns.</summary>
    /// <param name="builder">Receives them.</param>
    /// <param name="valueKind">ML.NET's name of the value, such as "PredictedLabel".</param>
    public void Annotate(DataViewSchema.Annotations.Builder builder, string valueKind)
    {
        builder.Add(IdKind, new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint value) => value = id);
        AnnotateKind(builder, kind);
        builder.Add("ScoreValueKind", TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
    }

    /// <summary>Adds the annotation that says of which kind of task a column is.</summary>
    public static void AnnotateKind(DataViewSchema.Annotations.Builder builder, string kind) =>
        builder.Add(ColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = kind.AsMemory());

    private static uint IdOf(DataViewSchema.Column column)
    {
        uint id = 0;
        if (column.Annotations.Schema.GetColumnOrNull(IdKind) is { Type: KeyDataViewType { RawType: var raw } } && raw == typeof(uint))
            column.Annotations.GetValue(IdKind, ref id);
        return id;
    }
}
