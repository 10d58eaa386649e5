using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.MLNet;

/// <summary>Schema shapes: what an estimator asks of its input, and promises of its output, before any data are seen.</summary>
internal static class SchemaShapes
{
    /// <summary>The input with the columns of a multiclass trainer added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that the options name is missing or of another type.</exception>
    public static SchemaShape AddMulticlassScores(SchemaShape input, RnnOptions options)
    {
        SchemaShape.Column features = Find(input, "Feature", options.FeatureColumnName);
        if (features.Kind == SchemaShape.Column.VectorKind.Scalar || !features.ItemType.Equals(NumberDataViewType.Single) || features.IsKey)
            throw WrongType("Feature", features, "Vector<Single>");
        if (options.LengthColumnName is { } lengthColumn)
            CheckScalar(Find(input, "Length", lengthColumn), "Length", LengthColumn.Accepts, LengthColumn.Wanted);
        if (options.ExampleWeightColumnName is { } weightColumn)
            CheckScalar(Find(input, "Weight", weightColumn), "Weight", NumberDataViewType.Single.Equals, "Single");
        SchemaShape.Column label = Find(input, "Label", options.LabelColumnName);
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

    private static void CheckScalar(SchemaShape.Column column, string role, Func<DataViewType, bool> accepts, string wanted)
    {
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.IsKey || !accepts(column.ItemType))
            throw WrongType(role, column, wanted);
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
