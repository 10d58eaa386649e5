using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>The gradient by the rows of a table of tokens: by those that some sequences used, and no others.</summary>
/// <param name="weights">The table.</param>
internal sealed class EmbeddingGradient(EmbeddingWeights weights)
{
    private const int FewestRows = 64;

    private readonly int[] places = new int[weights.Tokens]; // of each token: its place among the used ones, from 1; 0: it is not used
    private int[] tokens = new int[FewestRows];
    private float[] rows = new float[FewestRows * weights.Size];
    private int count;

    /// <summary>The tokens that were used, each once.</summary>
    public ReadOnlySpan<int> Tokens => tokens.AsSpan(0, count);

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        foreach (int token in Tokens)
            places[token] = 0;
        count = 0;
    }

    /// <summary>Adds to a token's row, and so counts the token as used even where zeros are added.</summary>
    public void Add(int token, ReadOnlySpan<float> gradient)
    {
        if (places[token] > 0)
        {
            Span<float> row = Row(places[token] - 1);
            TensorPrimitives.Add(row, gradient, row);
            return;
        }
        if (count == tokens.Length)
        {
            Array.Resize(ref tokens, Math.Min(2 * count, weights.Tokens));
            Array.Resize(ref rows, checked(tokens.Length * weights.Size));
        }
        tokens[count] = token;
        gradient.CopyTo(Row(count));
        places[token] = ++count;
    }

    /// <summary>Adds the gradient of other sequences. a + b has the same bits as b + a.</summary>
    public void Add(EmbeddingGradient other)
    {
        for (int i = 0; i < other.count; i++)
            Add(other.tokens[i], other.Row(i));
    }

    /// <summary>Adds the gradient by the inputs of the first layer's step.</summary>
    /// <param name="workspace">Holds it, in its first layer.</param>
    /// <param name="direction">The layer's direction.</param>
    /// <param name="t">The step that the layer takes in this direction.</param>
    public void AddStep(RnnWorkspace workspace, int direction, int t)
    {
        PackedRows packed = workspace.Packed;
        ReadOnlySpan<float> gradient = workspace.Of(0, direction).InputGradient.Span;
        int stride = workspace.Layout.Layers[0].InputStride;
        for (int rank = 0; rank < packed.Active(t); rank++)
        {
            int token = workspace.Token(direction == 0 ? t : packed.Length(rank) - 1 - t, rank);
            Add(token, gradient.Slice(rank * stride, weights.Size));
        }
    }

    /// <summary>Writes the used rows to their places in the flat gradient vector.</summary>
    public void Unpack(Span<float> destination)
    {
        for (int i = 0; i < count; i++)
            Row(i).CopyTo(weights.RowOf(tokens[i], destination));
    }

    private Span<float> Row(int place) => rows.AsSpan(place * weights.Size, weights.Size);
}
