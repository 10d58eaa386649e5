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
        bool isVector = features.Kind != SchemaShape.Column.VectorKind.Scalar;
        bool AreTokens(bool areKeys) => isVector && TokenColumn.Accepts(features.ItemType.RawType, features.IsKey, areKeys);
        if (options.VocabularySize is not null && !AreTokens(areKeys: false))
            throw SchemaShapes.WrongType("Feature", features, TokenColumn.WantedNumbers);
        bool areNumbers = options.VocabularySize is null && !AreTokens(areKeys: true);
        if (areNumbers && (!isVector || !features.ItemType.Equals(NumberDataViewType.Single) || features.IsKey))
        {
            DataViewType type = features.IsKey ? new KeyDataViewType(features.ItemType.RawType, 1) : features.ItemType;
            throw SchemaShapes.WrongType("Feature", features, ColumnCheck.WantedFeatures(features.Name, type, isVector));
        }
        if (options.LengthColumnName is { } lengthColumn)
            CheckScalar(input, "Length", lengthColumn, LengthColumn.Accepts, LengthColumn.Wanted);
        if (options.ExampleWeightColumnName is { } weightColumn)
            CheckScalar(input, "Weight", weightColumn, NumberDataViewType.Single.Equals, "Single");
        IEnumerable<SchemaShape.Column> added = outputs(SchemaShapes.Find(input, "Label", options.LabelColumnName));
        return SchemaShapes.Add(input, [.. options.ReturnSequences ? added.Select(column => OfSteps(column, features.Kind)) : added]);
    }

    /// <summary>The columns of a multiclass trainer, with the annotations that ML.NET's own have.</summary>
    /// <param name="label">The label, a key.</param>
    /// <param name="ofSteps">Whether it is to have one for each step.</param>
    /// <param name="predictedLabel">Name of the column of predicted keys.</param>
    /// <param name="score">Name of the column of scores.</param>
    /// <exception cref="RnnColumnException">The label is not a key.</exception>
    public static IEnumerable<SchemaShape.Column> ClassScores(
        SchemaShape.Column label, bool ofSteps, string predictedLabel, string score)
    {
        if (IsVector(label) != ofSteps || !label.ItemType.Equals(NumberDataViewType.UInt32) || !label.IsKey)
            throw WrongLabel(label, ColumnCheck.WantedKey, ofSteps);
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
    /// <param name="ofSteps">Whether it is to have one for each step, which may be a Single.</param>
    /// <param name="predictedLabel">Name of the column of answers.</param>
    /// <param name="score">Name of the column of logits.</param>
    /// <param name="probability">Name of the column of probabilities.</param>
    /// <exception cref="RnnColumnException">The label is not a Boolean.</exception>
    public static IEnumerable<SchemaShape.Column> BinaryScores(
        SchemaShape.Column label, bool ofSteps, string predictedLabel, string score, string probability)
    {
        bool isAnswer = label.ItemType.Equals(BooleanDataViewType.Instance)
            || (ofSteps && label.ItemType.Equals(NumberDataViewType.Single));
        if (IsVector(label) != ofSteps || !isAnswer)
            throw WrongLabel(label, ofSteps ? ColumnCheck.WantedBooleans : ColumnCheck.WantedBoolean, ofSteps);
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

    // A column with a value for each step: names of one step's slots are not those of all.
    private static SchemaShape.Column OfSteps(SchemaShape.Column ofOne, SchemaShape.Column.VectorKind steps) => new(
        ofOne.Name, steps, ofOne.ItemType, ofOne.IsKey,
        new SchemaShape(ofOne.Annotations.Where(annotation => annotation.Name != AnnotationUtils.Kinds.SlotNames)));

    private static bool IsVector(SchemaShape.Column column) => column.Kind != SchemaShape.Column.VectorKind.Scalar;

    private static RnnColumnException WrongLabel(SchemaShape.Column label, (string Type, string Maker) wanted, bool ofSteps) =>
        SchemaShapes.WrongType("Label", label,
            ColumnCheck.WantedLabel(wanted, label.ItemType.RawType, label.IsKey, IsVector(label), ofSteps));

    /// <summary>The column of a regression trainer, with the annotations that ML.NET's own have.</summary>
    /// <param name="label">The label, numbers.</param>
    /// <param name="ofSteps">Whether it is to have a number for each step.</param>
    /// <param name="score">Name of the column of scores.</param>
    /// <param name="areNamed">Whether the score is a vector whose slots have names.</param>
    /// <exception cref="RnnColumnException">The label is not a number, or a vector of them.</exception>
    public static IEnumerable<SchemaShape.Column> Numbers(SchemaShape.Column label, bool ofSteps, string score, bool areNamed)
    {
        bool hasSize = ofSteps ? IsVector(label) : label.Kind != SchemaShape.Column.VectorKind.VariableVector;
        if (label.IsKey || !NumberColumn.IsNumber(label.ItemType) || !hasSize)
            throw WrongLabel(label, ofSteps ? ColumnCheck.WantedNumber : ColumnCheck.WantedNumbers, ofSteps);
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
