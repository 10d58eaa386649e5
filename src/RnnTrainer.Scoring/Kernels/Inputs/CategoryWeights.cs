using System.Numerics.Tensors;
using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The tables of a network's categories, whose rows stand after the other inputs of each step of the first layer.</summary>
internal sealed class CategoryWeights : PartWeights
{
    private readonly CategorySpec[] tables;
    private readonly Range[] places; // in the flat vector
    private readonly int[] offsets;  // of each table's numbers among the inputs of a step

    /// <param name="layout">The network, which has categories.</param>
    public CategoryWeights(RnnLayout layout)
    {
        tables = [.. layout.Categories];
        places = [.. tables.Select((_, table) => layout.Parameters[ParameterRole.CategoryTable, table, 0].Place)];
        offsets = new int[tables.Length];
        for (int table = 0, offset = layout.CategoryOffset; table < tables.Length; offset += tables[table++].Size)
            offsets[table] = offset;
        Forward = [.. tables.Select(table => new AlignedBuffer(checked(table.Rows * table.Size)))];
    }

    /// <summary>Each table, [rows, numbers].</summary>
    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    public override void Pack(ReadOnlySpan<float> parameters)
    {
        for (int table = 0; table < tables.Length; table++)
            parameters[places[table]].CopyTo(Forward[table].Span);
    }

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination)
    {
        for (int table = 0; table < tables.Length; table++)
            gradients[table].Span.CopyTo(destination[places[table]]);
    }

    /// <summary>Puts the rows of a workspace's categories to where the first layer's inputs belong.</summary>
    public void LookUp(RnnWorkspace workspace)
    {
        PackedRows packed = workspace.Packed;
        for (int rank = 0; rank < packed.Rows; rank++)
        {
            ReadOnlySpan<int> categories = workspace.CategoriesOf(rank);
            for (int table = 0; table < tables.Length; table++)
            {
                ReadOnlySpan<float> row = Row(Forward[table], table, categories[table]);
                for (int direction = 0; direction < workspace.Layout.Layers[0].Directions; direction++)
                {
                    for (int t = 0; t < packed.Length(rank); t++)
                        row.CopyTo(workspace.Of(0, direction).Input(packed, t, rank)[offsets[table]..]);
                }
            }
        }
    }

    /// <summary>Adds the gradient by the inputs of the first layer's step to that by the rows that were read.</summary>
    /// <param name="workspace">Holds it, in its first layer.</param>
    /// <param name="gradients">As <see cref="Forward"/>; zero before the first step.</param>
    /// <param name="direction">The layer's direction.</param>
    /// <param name="t">The step that the layer takes in this direction.</param>
    public void AddStep(RnnWorkspace workspace, IReadOnlyList<AlignedBuffer> gradients, int direction, int t)
    {
        ReadOnlySpan<float> inputs = workspace.Of(0, direction).InputGradient.Span;
        int stride = workspace.Layout.Layers[0].InputStride;
        for (int rank = 0; rank < workspace.Packed.Active(t); rank++)
        {
            ReadOnlySpan<int> categories = workspace.CategoriesOf(rank);
            for (int table = 0; table < tables.Length; table++)
            {
                Span<float> row = Row(gradients[table], table, categories[table]);
                TensorPrimitives.Add(row, inputs.Slice(rank * stride + offsets[table], row.Length), row);
            }
        }
    }

    private Span<float> Row(AlignedBuffer rows, int table, int category) =>
        rows.Span.Slice(category * tables[table].Size, tables[table].Size);
}
