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
        Matrix = new(checked((1 + layout.PooledSize) * layout.OutputStride));
        Back = new(forTraining ? checked(layout.OutputSize * layout.PooledStride) : 0);
        Forward = [Matrix];
    }

    /// <summary>V, [1 + pooled, outputs], the bias first.</summary>
    public AlignedBuffer Matrix { get; }

    /// <summary>V back, [outputs, pooled].</summary>
    public AlignedBuffer Back { get; }

    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    public override void Pack(ReadOnlySpan<float> parameters)
    {
        int pooled = layout.PooledSize, outputs = layout.OutputSize;
        ReadOnlySpan<float> flat = parameters[weights];
        parameters[bias].CopyTo(Matrix.Span[..outputs]);
        Transpose.Copy(flat, pooled, Matrix.Span[layout.OutputStride..], layout.OutputStride, outputs, pooled);
        for (int o = 0; Back.Length > 0 && o < outputs; o++)
            flat.Slice(o * pooled, pooled).CopyTo(Back.Span[(o * layout.PooledStride)..]);
    }

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination)
    {
        ReadOnlySpan<float> matrix = gradients[0].Span;
        Transpose.Copy(matrix[layout.OutputStride..], layout.OutputStride, destination[weights], layout.PooledSize, layout.PooledSize,
            layout.OutputSize);
        matrix[..layout.OutputSize].CopyTo(destination[bias]);
    }
}
