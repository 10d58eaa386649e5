using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.MLNet;

/// <summary>What the trainer asks of its input's schema shape, and adds to it.</summary>
internal static class TrainerShape
{
    /// <summary>The input with the columns of a multiclass trainer added.</summary>
    /// <exception cref="RnnColumnException">A column that the options name is missing or of another type.</exception>
    public static SchemaShape AddMulticlassScores(SchemaShape input, RnnOptions options)
    {
        SchemaShape.Column features = SchemaShapes.Find(input, "Feature", options.FeatureColumnName);
        if (features.Kind == SchemaShape.Column.VectorKind.Scalar || !features.ItemType.Equals(NumberDataViewType.Single) || features.IsKey)
        {
            DataViewType type = features.IsKey ? new KeyDataViewType(features.ItemType.RawType, 1) : features.ItemType;
            bool isVector = features.Kind != SchemaShape.Column.VectorKind.Scalar;
            throw SchemaShapes.WrongType("Feature", features, ColumnCheck.WantedFeatures(features.Name, type, isVector));
        }
        if (options.LengthColumnName is { } lengthColumn)
            CheckScalar(input, "Length", lengthColumn, LengthColumn.Accepts, LengthColumn.Wanted);
        if (options.ExampleWeightColumnName is { } weightColumn)
            CheckScalar(input, "Weight", weightColumn, NumberDataViewType.Single.Equals, "Single");
        SchemaShape.Column label = SchemaShapes.Find(input, "Label", options.LabelColumnName);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.ItemType.Equals(NumberDataViewType.UInt32) || !label.IsKey)
            throw SchemaShapes.WrongType("Label", label, ColumnCheck.WantedLabel);

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
