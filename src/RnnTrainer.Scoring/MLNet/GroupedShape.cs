using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Grouping;

namespace RnnTrainer.MLNet;

/// <summary>The shape of the sequences that are made of rows of some shape.</summary>
internal static class GroupedShape
{
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public static SchemaShape Of(SchemaShape input, SequenceGrouping grouping)
    {
        SchemaShape.Column group = SchemaShapes.Find(input, "Group", grouping.GroupColumn);
        GroupReader.Check(SchemaShapes.FormOf(group));
        if (grouping.OrderColumn is { } order)
            StepOrder.Check(SchemaShapes.FormOf(SchemaShapes.Find(input, "Order", order)));
        SchemaShape.Column[] features = [.. grouping.FeatureColumns.Select(name => SchemaShapes.Find(input, "Input", name))];
        foreach (SchemaShape.Column feature in features.Where(feature => !grouping.AreTokens(SchemaShapes.FormOf(feature))))
            StepInputs.Check(SchemaShapes.FormOf(feature));
        return new([group, Features(grouping, features), .. grouping.Optional.Select(Optional)]);

        SchemaShape.Column Optional(string name)
        {
            SchemaShape.Column column = SchemaShapes.Find(input, grouping.RoleOf(name), name);
            grouping.CheckOptional(SchemaShapes.FormOf(column));
            return grouping.IsOfEachStep(name) ? OfSteps(name, column) : column;
        }
    }

    private static SchemaShape.Column Features(SequenceGrouping grouping, SchemaShape.Column[] features)
    {
        string name = grouping.Options.FeatureColumnName;
        if (grouping.AreTokens(SchemaShapes.FormOf(features[0])))
            return OfSteps(name, features[0]);
        SchemaShape.Column names =
            new(SlotNames.OfInputsKind, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);
        return new(name, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Single, isKey: false, new SchemaShape([names]));
    }

    private static SchemaShape.Column OfSteps(string name, SchemaShape.Column column) =>
        new(name, SchemaShape.Column.VectorKind.VariableVector, column.ItemType, column.IsKey, column.Annotations);
}
