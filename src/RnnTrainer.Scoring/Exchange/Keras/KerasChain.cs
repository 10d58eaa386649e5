namespace RnnTrainer.Exchange.Keras;

/// <summary>A reading of arrays as layers: one layer, and what stands above it.</summary>
/// <param name="Forward">The layer's arrays.</param>
/// <param name="Backward">Those of its other direction; null: it has none.</param>
/// <param name="Above">The layers above; null: the Dense layer is next.</param>
internal sealed record KerasChain(KerasBlock Forward, KerasBlock? Backward, KerasChain? Above)
{
    /// <summary>The layers from the bottom.</summary>
    /// <exception cref="InvalidDataException">One is a layer that this library does not compute.</exception>
    public IEnumerable<RnnKerasLayer> Layers()
    {
        for (KerasChain? chain = this; chain is not null; chain = chain.Above)
            yield return chain.Forward.ToLayer(chain.Backward);
    }
}
