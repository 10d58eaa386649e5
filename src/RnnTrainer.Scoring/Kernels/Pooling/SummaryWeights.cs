using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The weights of one summary of the top layer's states: attention's query; other summaries have none.</summary>
internal sealed class SummaryWeights : PartWeights
{
    private readonly LayerLayout top;
    private readonly Range query; // in the flat vector

    public SummaryWeights(RnnLayout layout, RnnPooling summary)
    {
        top = layout.Top;
        bool hasQuery = PoolingForm.Of(summary).HasQuery;
        query = hasQuery ? layout.Parameters[ParameterRole.AttentionQuery, 0, 0].Place : default;
        Forward = [.. Enumerable.Range(0, hasQuery ? top.Directions : 0).Select(_ => new AlignedBuffer(top.HiddenColumns))];
    }

    /// <summary>For each direction its share of the query, [hidden]; none where the summary has no weights.</summary>
    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    /// <summary>A direction's share of the query; null: the summary has no weights.</summary>
    public AlignedBuffer? Of(int direction) => Forward.Count == 0 ? null : Forward[direction];

    public override void Pack(ReadOnlySpan<float> parameters)
    {
        for (int direction = 0; direction < Forward.Count; direction++)
            parameters[query].Slice(direction * top.HiddenSize, top.HiddenSize).CopyTo(Forward[direction].Span);
    }

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination)
    {
        for (int direction = 0; direction < Forward.Count; direction++)
            gradients[direction].Span[..top.HiddenSize].CopyTo(destination[query][(direction * top.HiddenSize)..]);
    }
}
