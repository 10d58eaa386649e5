namespace RnnTrainer.Kernels;

/// <summary>All weights of a network, as the kernels read them.</summary>
internal sealed class RnnWeights
{
    private readonly DirectionWeights[][] directions;

    /// <param name="layout">The network.</param>
    /// <param name="forTraining">Whether gradients flow back through them.</param>
    public RnnWeights(RnnLayout layout, bool forTraining)
    {
        Layout = layout;
        directions = [.. layout.Layers.Select((layer, l) =>
            Enumerable.Range(0, layer.Directions).Select(direction =>
                new DirectionWeights(layer, layout.Parameters.Of(l, direction), forTraining, forTraining && l > 0)).ToArray())];
        Head = new(checked((1 + layout.PooledSize) * layout.ClassStride));
        HeadBack = new(forTraining ? checked(layout.ClassCount * layout.PooledStride) : 0);
    }

    public RnnLayout Layout { get; }

    /// <summary>V, [1 + pooled, classes], the bias first.</summary>
    public AlignedBuffer Head { get; }

    /// <summary>V back, [classes, pooled].</summary>
    public AlignedBuffer HeadBack { get; }

    /// <summary>The weights of a layer in a direction: 0 forward in time, 1 backward.</summary>
    public DirectionWeights Of(int layer, int direction) => directions[layer][direction];

    /// <summary>Takes over a flat parameter vector.</summary>
    public void Pack(ReadOnlySpan<float> parameters)
    {
        foreach (DirectionWeights[] layer in directions)
        {
            foreach (DirectionWeights weights in layer)
                weights.Pack(parameters);
        }
        int pooled = Layout.PooledSize, classes = Layout.ClassCount;
        ReadOnlySpan<float> headWeights = parameters[Layout.Parameters.HeadWeights.Place];
        parameters[Layout.Parameters.HeadBias.Place].CopyTo(Head.Span[..classes]);
        Transpose.Copy(headWeights, pooled, Head.Span[Layout.ClassStride..], Layout.ClassStride, classes, pooled);
        for (int c = 0; HeadBack.Length > 0 && c < classes; c++)
            headWeights.Slice(c * pooled, pooled).CopyTo(HeadBack.Span[(c * Layout.PooledStride)..]);
    }
}
