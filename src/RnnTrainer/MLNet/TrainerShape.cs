using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.MLNet;

/// <summary>What the trainer asks of its input's schema shape, and adds to it.</summary>
internal static class TrainerShape
{
    /// <summary>The input with a task's columns added.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">Names of its columns.</param>
    /// <param name="outputs">The columns that go with a label, which it checks.</param>
    /// <exception cref="RnnColumnException">A column that the options name is missing or of another type.</exception>
    public static SchemaShape Add(SchemaShape input, RnnOptions options, Func<SchemaShape.Column, IEnumerable<SchemaShape.Column>> outputs)
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
        return SchemaShapes.Add(input, [.. outputs(SchemaShapes.Find(input, "Label", options.LabelColumnName))]);
    }

    /// <summary>The columns of a multiclass trainer, with the annotations that ML.NET's own have.</summary>
    /// <param name="label">The label, a key.</param>
    /// <param name="predictedLabel">Name of the column of predicted keys.</param>
    /// <param name="score">Name of the column of scores.</param>
    /// <exception cref="RnnColumnException">The label is not a key.</exception>
    public static IEnumerable<SchemaShape.Column> ClassScores(SchemaShape.Column label, string predictedLabel, string score)
    {
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.ItemType.Equals(NumberDataViewType.UInt32) || !label.IsKey)
            throw WrongLabel(label, ColumnCheck.WantedKey);
        IEnumerable<SchemaShape.Column> keyValues = label.Annotations.Where(column => column.Name == AnnotationUtils.Kinds.KeyValues);
        return
        [
            new(predictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(keyValues.Concat(AnnotationUtils.GetTrainerOutputAnnotation()))),
            new(score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label))),
        ];
    }

    /// <summary>The columns of a binary trainer, with the annotations that ML.NET's own have.</summary>
    /// <param name="label">The label, a Boolean.</param>
    /// <param name="predictedLabel">Name of the column of answers.</param>
    /// <param name="score">Name of the column of logits.</param>
    /// <param name="probability">Name of the column of probabilities.</param>
    /// <exception cref="RnnColumnException">The label is not a Boolean.</exception>
    public static IEnumerable<SchemaShape.Column> BinaryScores(
        SchemaShape.Column label, string predictedLabel, string score, string probability)
    {
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.ItemType.Equals(BooleanDataViewType.Instance))
            throw WrongLabel(label, ColumnCheck.WantedBoolean);
        return
        [
            Scalar(predictedLabel, BooleanDataViewType.Instance),
            Scalar(score, NumberDataViewType.Single),
            Scalar(probability, NumberDataViewType.Single, isNormalized: true),
        ];
    }

    private static SchemaShape.Column Scalar(string name, DataViewType type, bool isNormalized = false) => new(
        name, SchemaShape.Column.VectorKind.Scalar, type, false,
        new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation(isNormalized)));

    private static RnnColumnException WrongLabel(SchemaShape.Column label, string wanted) =>
        SchemaShapes.WrongType("Label", label, ColumnCheck.WithTrainer(
            wanted, label.ItemType.RawType, label.IsKey, isVector: label.Kind != SchemaShape.Column.VectorKind.Scalar));


    /// <summary>The column of a regression trainer, with the annotations that ML.NET's own have.</summary>
    /// <param name="label">The label, numbers.</param>
    /// <param name="score">Name of the column of scores.</param>
    /// <param name="areNamed">Whether the label is one number and the score a vector with a name for each of several.</param>
    /// <exception cref="RnnColumnException">The label is not a number, or a vector of them.</exception>
    public static IEnumerable<SchemaShape.Column> Numbers(SchemaShape.Column label, string score, bool areNamed)
    {
        if (label.IsKey || !NumberColumn.IsNumber(label.ItemType))
            throw WrongLabel(label, ColumnCheck.WantedNumbers);
        if (label.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw SchemaShapes.WrongType("Label", label, ColumnCheck.WantedNumbers);
        SchemaShape.Column names =
            new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
        return
        [
            new(score, areNamed ? SchemaShape.Column.VectorKind.Vector : label.Kind, NumberDataViewType.Single, false,
                new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation().Concat(areNamed ? [names] : []))),
        ];
    }

    private static void CheckScalar(SchemaShape input, string role, string name, Func<DataViewType, bool> accepts, string wanted)
    {
        SchemaShape.Column column = SchemaShapes.Find(input, role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.IsKey || !accepts(column.ItemType))
            throw SchemaShapes.WrongType(role, column, wanted);
    }
}
