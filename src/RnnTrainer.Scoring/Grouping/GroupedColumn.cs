using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>A column of the sequences, and how it is made of the source's.</summary>
/// <param name="Output">Its name, type and annotations.</param>
/// <param name="Inputs">The source's columns.</param>
/// <param name="Store">Makes what keeps their values, for a cursor of the source.</param>
internal sealed record GroupedColumn(
    DataViewSchema.DetachedColumn Output, IReadOnlyList<DataViewSchema.Column> Inputs, Func<DataViewRow, StoredColumn> Store)
{
    /// <summary>A column with its value in the group's last row.</summary>
    public static GroupedColumn OfLastRow(DataViewSchema.Column column) =>
        new(new(column.Name, column.Type, column.Annotations), [column], row => StoredColumn.OfLastRow(row, column));

    /// <summary>A column with one value for each step.</summary>
    public static GroupedColumn OfSteps(string name, DataViewSchema.Column column) => new(
        new(name, new VectorDataViewType((PrimitiveDataViewType)column.Type), column.Annotations), [column],
        row => StoredColumn.OfSteps(row, column));

    /// <summary>The inputs of each step.</summary>
    public static GroupedColumn OfInputs(string name, StepInputs inputs)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        KeyAnnotations.Add(annotations, SlotNames.OfInputsKind, inputs.Names().ToArray());
        VectorDataViewType type = new(NumberDataViewType.Single, 0, inputs.Size);
        return new(new(name, type, annotations.ToAnnotations()), inputs.Columns, row => new StoredInputs(row, inputs));
    }
}
