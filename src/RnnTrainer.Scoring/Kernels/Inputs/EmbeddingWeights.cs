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
        for (int t = 0; t < workspace.Packed.Steps; t++)
            LookUp(workspace, t);
    }

    /// <summary>The same for one step.</summary>
    public void LookUp(RnnWorkspace workspace, int step)
    {
        ReadOnlySpan<float> rows = table.Span;
        for (int rank = 0; rank < workspace.Packed.Active(step); rank++)
            workspace.SetInput(step, rank, rows.Slice(workspace.Token(step, rank) * spec.Size, spec.Size));
    }
}
