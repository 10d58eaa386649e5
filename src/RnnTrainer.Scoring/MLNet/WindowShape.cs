using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Grouping;
using RnnTrainer.Windows;

namespace RnnTrainer.MLNet;

/// <summary>The shape of the windows that are made of rows of some shape.</summary>
internal static class WindowShape
{
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public static SchemaShape Of(SchemaShape input, WindowSettings settings)
    {
        foreach (string name in settings.FeatureColumns)
            StepInputs.Check(SchemaShapes.FormOf(SchemaShapes.Find(input, "Input", name)));
        if (settings.GroupColumn is { } group)
            GroupReader.Check(SchemaShapes.FormOf(SchemaShapes.Find(input, "Group", group)));
        if (settings.OrderColumn is { } order)
            StepOrder.Check(SchemaShapes.FormOf(SchemaShapes.Find(input, "Order", order)));

        SchemaShape.Column[] made = [.. Made(input, settings)];
        return SchemaShapes.Add(new SchemaShape(input.Where(column => ColumnBuffer.CanHold(column.ItemType))), made);
    }

    private static IEnumerable<SchemaShape.Column> Made(SchemaShape input, WindowSettings settings)
    {
        SchemaShape annotations = new(
        [
            new(WindowLayout.Kind, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, isKey: false),
            new(SlotNames.OfInputsKind, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false),
            Text(WindowLayout.PositionKind),
            .. settings.GroupColumn is null ? Array.Empty<SchemaShape.Column>() : [Text(WindowLayout.GroupKind)],
        ]);
        yield return new(settings.Options.FeatureColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
            annotations);
        yield return new(settings.PositionColumn, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Int64, isKey: false);
        if (settings.TargetColumn is null)
            yield break;
        SchemaShape.Column target = SchemaShapes.Find(input, "Target", settings.TargetColumn);
        if (settings.Options.WholeHorizon)
        {
            StepInputs.Check(SchemaShapes.FormOf(target));
            yield return new(
                settings.Options.LabelColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false);
        }
        else
        {
            WindowLabel.Check(SchemaShapes.FormOf(target));
            yield return new(settings.Options.LabelColumnName, target.Kind, target.ItemType, target.IsKey, target.Annotations);
        }
    }

    private static SchemaShape.Column Text(string annotation) =>
        new(annotation, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);
}
