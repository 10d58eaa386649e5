using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.MLNet;

/// <summary>Schema shapes: what an estimator asks of its input, and promises of its output, before any data are seen.</summary>
internal static class SchemaShapes
{
    /// <summary>The input with a vector column's copy of other dimensions added.</summary>
    /// <exception cref="RnnColumnException">The column is missing or no vector of known size.</exception>
    public static SchemaShape AddReshaped(SchemaShape input, string outputColumn, string inputColumn)
    {
        SchemaShape.Column source = Find(input, "Input", inputColumn);
        if (source.Kind != SchemaShape.Column.VectorKind.Vector)
            throw WrongType("Input", source, "a vector of known size");
        return Add(input, new SchemaShape.Column(outputColumn, source.Kind, source.ItemType, source.IsKey, source.Annotations));
    }

    /// <summary>The input with a vector of Single of known size added, whose slots have names.</summary>
    public static SchemaShape AddNamedNumbers(SchemaShape input, string outputColumn) =>
        Add(input, new SchemaShape.Column(outputColumn, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
            new SchemaShape([new(SlotNames.Kind, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)])));

    /// <exception cref="RnnColumnException">The column does not exist.</exception>
    public static SchemaShape.Column Find(SchemaShape input, string role, string name)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw ColumnCheck.Missing(role, name, input.Select(other => other.Name));
    }

    /// <summary>What the shape says of a column.</summary>
    public static ColumnForm FormOf(SchemaShape.Column column) => new(column.Name, column.GetTypeString(), column.ItemType, column.IsKey,
        column.Kind != SchemaShape.Column.VectorKind.Scalar, column.Kind == SchemaShape.Column.VectorKind.Vector);

    public static RnnColumnException WrongType(string role, SchemaShape.Column column, string wanted) =>
        ColumnCheck.WrongType(role, column.Name, column.GetTypeString(), wanted);

    /// <summary>The input with columns added, or replaced where it has one of that name.</summary>
    public static SchemaShape Add(SchemaShape input, params SchemaShape.Column[] added) =>
        new(input.Where(column => added.All(other => other.Name != column.Name)).Concat(added));

    /// <summary>A column of a vector of Single whose slots have names.</summary>
    public static SchemaShape.Column NamedNumbers(string name) =>
        new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(
            [new("SlotNames", SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]));
}
