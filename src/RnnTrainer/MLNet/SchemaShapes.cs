using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.MLNet;

/// <summary>Schema shapes: what an estimator asks of its input, and promises of its output, before any data are seen.</summary>
internal static class SchemaShapes
{
    /// <summary>The input with the columns of a multiclass trainer added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label or feature column is missing or of another type.</exception>
    public static SchemaShape AddMulticlassScores(SchemaShape input, string labelColumn, string featureColumn)
    {
        SchemaShape.Column features = Find(input, "Feature", featureColumn);
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || !features.ItemType.Equals(NumberDataViewType.Single) || features.IsKey)
            throw WrongType("Feature", features, "Vector<Single> of known size");
        SchemaShape.Column label = Find(input, "Label", labelColumn);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.ItemType.Equals(NumberDataViewType.UInt32) || !label.IsKey)
            throw WrongType("Label", label, "Key<UInt32>, as mlContext.Transforms.Conversion.MapValueToKey makes it");

        IEnumerable<SchemaShape.Column> keyValues = label.Annotations.Where(column => column.Name == AnnotationUtils.Kinds.KeyValues);
        return Add(input,
            new(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(keyValues.Concat(AnnotationUtils.GetTrainerOutputAnnotation()))),
            new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label))));
    }

    /// <summary>The input with a vector column's copy of other dimensions added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no vector of known size.</exception>
    public static SchemaShape AddReshaped(SchemaShape input, string outputColumn, string inputColumn)
    {
        SchemaShape.Column source = Find(input, "Input", inputColumn);
        if (source.Kind != SchemaShape.Column.VectorKind.Vector)
            throw WrongType("Input", source, "a vector of known size");
        return Add(input, new SchemaShape.Column(outputColumn, source.Kind, source.ItemType, source.IsKey, source.Annotations));
    }

    private static SchemaShape.Column Find(SchemaShape input, string role, string name)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw new ArgumentOutOfRangeException(nameof(input), name,
                $"{role} column '{name}' is missing; there are: {string.Join(", ", input.Select(other => $"'{other.Name}'"))}.");
    }

    private static ArgumentOutOfRangeException WrongType(string role, SchemaShape.Column column, string wanted) =>
        new("input", column.GetTypeString(), $"{role} column '{column.Name}' is {column.GetTypeString()}; wanted: {wanted}.");

    private static SchemaShape Add(SchemaShape input, params SchemaShape.Column[] added) =>
        new(input.Where(column => added.All(other => other.Name != column.Name)).Concat(added));
}
