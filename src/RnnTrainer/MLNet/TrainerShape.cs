using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.MLNet;

/// <summary>What the trainer asks of its input's schema shape, and adds to it.</summary>
internal static class TrainerShape
{
    /// <summary>The input with the columns of a multiclass trainer added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that the options name is missing or of another type.</exception>
    public static SchemaShape AddMulticlassScores(SchemaShape input, RnnOptions options)
    {
        SchemaShape.Column features = SchemaShapes.Find(input, "Feature", options.FeatureColumnName);
        if (features.Kind == SchemaShape.Column.VectorKind.Scalar || !features.ItemType.Equals(NumberDataViewType.Single) || features.IsKey)
            throw SchemaShapes.WrongType("Feature", features, "Vector<Single>");
        if (options.LengthColumnName is { } lengthColumn)
            CheckScalar(input, "Length", lengthColumn, LengthColumn.Accepts, LengthColumn.Wanted);
        if (options.ExampleWeightColumnName is { } weightColumn)
            CheckScalar(input, "Weight", weightColumn, NumberDataViewType.Single.Equals, "Single");
        SchemaShape.Column label = SchemaShapes.Find(input, "Label", options.LabelColumnName);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.ItemType.Equals(NumberDataViewType.UInt32) || !label.IsKey)
            throw SchemaShapes.WrongType("Label", label, "Key<UInt32>, as mlContext.Transforms.Conversion.MapValueToKey makes it");

        IEnumerable<SchemaShape.Column> keyValues = label.Annotations.Where(column => column.Name == AnnotationUtils.Kinds.KeyValues);
        return SchemaShapes.Add(input,
            new(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(keyValues.Concat(AnnotationUtils.GetTrainerOutputAnnotation()))),
            new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label))));
    }

    private static void CheckScalar(SchemaShape input, string role, string name, Func<DataViewType, bool> accepts, string wanted)
    {
        SchemaShape.Column column = SchemaShapes.Find(input, role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.IsKey || !accepts(column.ItemType))
            throw SchemaShapes.WrongType(role, column, wanted);
    }
}
