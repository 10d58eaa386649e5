using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>The gradient by all weights of a network, in the form in which the kernels have them: padded to whole vectors.</summary>
internal sealed class RnnGradients
{
    private readonly RnnLayout layout;
    private readonly AlignedBuffer[][][] directions; // [layer][direction][product]
    private readonly AlignedBuffer[] all;

    public RnnGradients(RnnLayout layout)
    {
        this.layout = layout;
        directions = [.. layout.Layers.Select(layer => Enumerable.Range(0, layer.Directions).Select(_ => layer.Products
            .Select(product => new AlignedBuffer(checked(layer.InputsOf(product) * layer.WeightStrideOf(product)))).ToArray()).ToArray())];
        Head = new(checked((1 + layout.PooledSize) * layout.ClassStride));
        all = [.. directions.SelectMany(layer => layer).SelectMany(direction => direction), Head];
    }

    /// <summary>The gradient by <see cref="RnnWeights.Head"/>.</summary>
    public AlignedBuffer Head { get; }

    /// <summary>For each product of a layer in a direction, the gradient by <see cref="DirectionWeights.Forward"/>.</summary>
    public IReadOnlyList<AlignedBuffer> Of(int layer, int direction) => directions[layer][direction];

    /// <summary>Adds those of other rows.</summary>
    public void Add(RnnGradients other)
    {
        for (int i = 0; i < all.Length; i++)
            TensorPrimitives.Add(all[i].Span, other.all[i].Span, all[i].Span);
    }

    /// <summary>Gives the gradient out in the order of the flat parameter vector.</summary>
    public void Unpack(RnnWeights weights, Span<float> gradient)
    {
        for (int layer = 0; layer < directions.Length; layer++)
        {
            for (int direction = 0; direction < directions[layer].Length; direction++)
                weights.Of(layer, direction).Unpack(directions[layer][direction], gradient);
        }
        ReadOnlySpan<float> head = Head.Span;
        Transpose.Copy(head[layout.ClassStride..], layout.ClassStride, gradient[layout.Parameters.HeadWeights.Place],
            layout.PooledSize, layout.PooledSize, layout.ClassCount);
        head[..layout.ClassCount].CopyTo(gradient[layout.Parameters.HeadBias.Place]);
    }
}
