using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>The gradient by all weights of a network, in the form in which the kernels have them: padded to whole vectors.</summary>
internal sealed class RnnGradients
{
    private readonly Dictionary<PartWeights, AlignedBuffer[]> parts;

    public RnnGradients(RnnWeights weights)
    {
        parts = weights.Parts.ToDictionary(part => part, part => part.Forward.Select(buffer => new AlignedBuffer(buffer.Length)).ToArray());
        Embedding = weights.Embedding is { } embedding ? new(embedding) : null;
    }

    /// <summary>The gradient by the table of tokens; null: the network has none.</summary>
    public EmbeddingGradient? Embedding { get; }

    /// <summary>The gradient by the weights of a part: one buffer for each of <see cref="PartWeights.Forward"/>.</summary>
    public IReadOnlyList<AlignedBuffer> Of(PartWeights part) => parts[part];

    /// <summary>Makes them those of no rows.</summary>
    public void Clear()
    {
        foreach (AlignedBuffer[] own in parts.Values)
        {
            foreach (AlignedBuffer buffer in own)
                buffer.Span.Clear();
        }
        Embedding?.Clear();
    }

    /// <summary>Adds those of other rows.</summary>
    public void Add(RnnGradients other)
    {
        foreach ((PartWeights part, AlignedBuffer[] own) in parts)
        {
            for (int i = 0; i < own.Length; i++)
                TensorPrimitives.Add(own[i].Span, other.parts[part][i].Span, own[i].Span);
        }
        if (other.Embedding is { } rows)
            Embedding!.Add(rows);
    }

    /// <summary>
    /// Gives the gradient out in the order of the flat parameter vector; of a table of tokens the rows that were used.
    /// </summary>
    public void Unpack(Span<float> gradient)
    {
        foreach ((PartWeights part, AlignedBuffer[] own) in parts)
            part.Unpack(own, gradient);
        Embedding?.Unpack(gradient);
    }
}
