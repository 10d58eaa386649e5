namespace RnnTrainer.Kernels;

/// <summary>The weights of one part of a network, as the kernels read them: padded with zeros to whole vectors.</summary>
internal abstract class PartWeights
{
    /// <summary>What the way forward reads; the gradient by these weights has the same form, buffer by buffer.</summary>
    public abstract IReadOnlyList<AlignedBuffer> Forward { get; }

    /// <summary>Takes over the flat parameter vector's share of them.</summary>
    public abstract void Pack(ReadOnlySpan<float> parameters);

    /// <summary>Gives gradients out into their places in the flat gradient vector.</summary>
    /// <param name="gradients">As <see cref="Forward"/>.</param>
    /// <param name="destination">The gradient by each of the network's parameters.</param>
    public abstract void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination);
}
