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
                new DirectionWeights(layer, layout.Parameters.Of(l, direction), backHidden: forTraining,
                    backInput: forTraining && (l > 0 || layout.Embedding is not null || layout.Categories.Count > 0))).ToArray())];
        Summaries = [.. layout.Summaries.Select(summary => new SummaryWeights(layout, summary))];
        Head = new(layout, forTraining);
        Highway = layout.Highway is { } highway ? new(layout, highway) : null;
        Categories = layout.Categories.Count > 0 ? new(layout) : null;
        Embedding = layout.Embedding is { } embedding ? new(layout, embedding) : null;
        PartWeights?[] once = [Categories, Highway, Head];
        Parts = [.. directions.SelectMany(layer => layer), .. Summaries, .. once.OfType<PartWeights>()];
    }

    public RnnLayout Layout { get; }

    /// <summary>The weights of every part that is packed; a layer is one part in each direction.</summary>
    public IReadOnlyList<PartWeights> Parts { get; }

    /// <summary>The table of tokens; null: the network has none.</summary>
    public EmbeddingWeights? Embedding { get; }

    /// <summary>The tables of categories; null: the network has none.</summary>
    public CategoryWeights? Categories { get; }

    /// <summary>The weights of each summary, in the order of <see cref="RnnLayout.Summaries"/>.</summary>
    public IReadOnlyList<SummaryWeights> Summaries { get; }

    /// <summary>The weights of the highway; null: the network has none.</summary>
    public HighwayWeights? Highway { get; }

    /// <summary>The weights of the output layer.</summary>
    public HeadWeights Head { get; }

    /// <summary>The weights of a layer in a direction: 0 forward in time, 1 backward.</summary>
    public DirectionWeights Of(int layer, int direction) => directions[layer][direction];

    /// <summary>Takes over a flat parameter vector, which must stay as it is while the weights are used.</summary>
    public void Pack(ReadOnlyMemory<float> parameters)
    {
        Embedding?.Pack(parameters);
        foreach (PartWeights part in Parts)
            part.Pack(parameters.Span);
    }
}
