namespace RnnTrainer;

/// <summary>Reads sequences step by step.</summary>
/// <example>
/// <code>
/// RnnStreamScorer stream = network.Model.CreateStream();
/// ReadOnlySpan&lt;float&gt; scores = stream.Push(reading);
/// </code>
/// </example>
public static class RnnStreaming
{
    /// <summary>Makes a stream: a sequence that comes step by step, and what the network says of it so far.</summary>
    /// <remarks>
    /// The first one packs the network's weights; all others, and the transformers of the network, share them. Safe to call from many
    /// threads.
    /// </remarks>
    /// <param name="network">A trained network that reads forward only, for any task.</param>
    /// <exception cref="NotSupportedException">
    /// A layer reads backward too, each sequence has its own scale (<see cref="RnnNormalization.SequenceMeanVariance"/> and
    /// <see cref="RnnNormalization.SequenceMinMax"/>), or there is a highway (<see cref="RnnModel.HasHighway"/>): what the network makes of
    /// a step then depends on later ones, or on all at once.
    /// </exception>
    public static RnnStreamScorer CreateStream(this RnnModel network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new RnnStreamScorer(network);
    }
}
