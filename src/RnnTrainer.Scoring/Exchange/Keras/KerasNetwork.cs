namespace RnnTrainer.Exchange.Keras;

/// <summary>A network in the arrays of <c>get_weights()</c>.</summary>
/// <param name="Embeddings">[tokens, numbers]; null: it has no Embedding layer.</param>
/// <param name="Layers">The recurrent layers, from the bottom.</param>
/// <param name="Kernel">The Dense layer's, [pooled units, outputs].</param>
/// <param name="Bias">The Dense layer's, [outputs]; null: it has none.</param>
internal sealed record KerasNetwork(float[,]? Embeddings, IReadOnlyList<RnnKerasLayer> Layers, float[,] Kernel, float[]? Bias);
