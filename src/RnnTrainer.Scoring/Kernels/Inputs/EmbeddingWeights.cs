using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The rows of the table of tokens, read where they lie in the flat parameter vector: a batch needs few of them.</summary>
internal sealed class EmbeddingWeights(RnnLayout layout, EmbeddingSpec spec)
{
    private readonly Range place = layout.Parameters[ParameterRole.Embedding, 0, 0].Place;
    private ReadOnlyMemory<float> table;

    /// <summary>Rows of the table.</summary>
    public int Tokens => spec.Tokens;

    /// <summary>Numbers in a row.</summary>
    public int Size => spec.Size;

    /// <summary>Takes over the flat parameter vector, whose later changes it sees.</summary>
    public void Pack(ReadOnlyMemory<float> parameters) => table = parameters[place];

    /// <summary>A token's row in a vector of the parameters' form.</summary>
    public Span<float> RowOf(int token, Span<float> parameters) => parameters[place].Slice(token * spec.Size, spec.Size);

    /// <summary>Puts the rows of a workspace's tokens to where the first layer's inputs belong.</summary>
    public void LookUp(RnnWorkspace workspace)
    {
        ReadOnlySpan<float> rows = table.Span;
        PackedRows packed = workspace.Packed;
        DirectionWorkspace forward = workspace.Of(0, 0);
        DirectionWorkspace? backward = workspace.Layout.Layers[0].Directions == 2 ? workspace.Of(0, 1) : null;
        for (int t = 0; t < packed.Steps; t++)
        {
            for (int rank = 0; rank < packed.Active(t); rank++)
            {
                ReadOnlySpan<float> row = rows.Slice(workspace.Token(t, rank) * spec.Size, spec.Size);
                row.CopyTo(forward.Input(packed, t, rank));
                if (backward is not null)
                    row.CopyTo(backward.Input(packed, packed.Length(rank) - 1 - t, rank));
            }
        }
    }
}
