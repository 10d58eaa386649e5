namespace RnnTrainer.Kernels;

/// <summary>The weights of the output layer.</summary>
internal sealed class HeadWeights : PartWeights
{
    private readonly RnnLayout layout;
    private readonly Range weights, bias; // in the flat vector

    /// <param name="layout">The network.</param>
    /// <param name="forTraining">Whether gradients flow back through them.</param>
    public HeadWeights(RnnLayout layout, bool forTraining)
    {
        this.layout = layout;
        (weights, bias) = (layout.Parameters.HeadWeights.Place, layout.Parameters.HeadBias.Place);
        Matrix = new(checked((1 + layout.PooledSize) * layout.ClassStride));
        Back = new(forTraining ? checked(layout.ClassCount * layout.PooledStride) : 0);
        Forward = [Matrix];
    }

    /// <summary>V, [1 + pooled, classes], the bias first.</summary>
    public AlignedBuffer Matrix { get; }

    /// <summary>V back, [classes, pooled].</summary>
    public AlignedBuffer Back { get; }

    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    public override void Pack(ReadOnlySpan<float> parameters)
    {
        int pooled = layout.PooledSize, classes = layout.ClassCount;
        ReadOnlySpan<float> flat = parameters[weights];
        parameters[bias].CopyTo(Matrix.Span[..classes]);
        Transpose.Copy(flat, pooled, Matrix.Span[layout.ClassStride..], layout.ClassStride, classes, pooled);
        for (int c = 0; Back.Length > 0 && c < classes; c++)
            flat.Slice(c * pooled, pooled).CopyTo(Back.Span[(c * layout.PooledStride)..]);
    }

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination)
    {
        ReadOnlySpan<float> matrix = gradients[0].Span;
        Transpose.Copy(matrix[layout.ClassStride..], layout.ClassStride, destination[weights], layout.PooledSize, layout.PooledSize,
            layout.ClassCount);
        matrix[..layout.ClassCount].CopyTo(destination[bias]);
    }
}
