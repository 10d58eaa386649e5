using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>The gradient by all weights of a network, in the form in which the kernels have them: padded to whole vectors.</summary>
internal sealed class RnnGradients
{
    private readonly RnnWeights weights;
    private readonly Dictionary<PartWeights, AlignedBuffer[]> parts;

    public RnnGradients(RnnWeights weights)
    {
        this.weights = weights;
        parts = weights.Parts.ToDictionary(part => part, part => part.Forward.Select(buffer => new AlignedBuffer(buffer.Length)).ToArray());
        Embedding = weights.Embedding is { } embedding ? new(embedding) : null;
    }

    /// <summary>The gradient by the table of tokens; null: the network has none.</summary>
    public EmbeddingGradient? Embedding { get; }

    /// <summary>The gradient by the weights of a part: one buffer for each of <see cref="PartWeights.Forward"/>.</summary>
    public IReadOnlyList<AlignedBuffer> Of(PartWeights part) => parts[part];

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
        foreach (PartWeights part in weights.Parts)
            part.Unpack(parts[part], gradient);
        Embedding?.Unpack(gradient);
    }
}
