using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Grouping;

/// <summary>Values of source rows that one column of the sequences is made of.</summary>
internal abstract class StoredColumn
{
    /// <summary>Takes over the row that the source stands on.</summary>
    public abstract void Add();

    /// <summary>Forgets all rows.</summary>
    public abstract void Clear();

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type, for the current group.</summary>
    public abstract Delegate Getter(CurrentRows current);

    /// <summary>One value for each step.</summary>
    public static StoredColumn OfSteps(DataViewRow source, DataViewSchema.Column column) =>
        Create(typeof(StepValues<>), column.Type.RawType, source, column);

    /// <summary>The value of the last row.</summary>
    public static StoredColumn OfLastRow(DataViewRow source, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? Create(typeof(LastVectors<>), vector.ItemType.RawType, source, column)
        : Create(typeof(LastValues<>), column.Type.RawType, source, column);

    private static StoredColumn Create(Type definition, Type value, DataViewRow source, DataViewSchema.Column column) =>
        (StoredColumn)Activator.CreateInstance(definition.MakeGenericType(value), source, column)!;
}
