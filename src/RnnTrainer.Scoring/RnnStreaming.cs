namespace RnnTrainer;

/// <summary>Extension methods that score sequences step by step.</summary>
/// <example>
/// <code>
/// RnnStreamScorer stream = network.Model.CreateStream();
/// ReadOnlySpan&lt;float&gt; scores = stream.Push(reading);
/// </code>
/// </example>
public static class RnnStreaming
{
    /// <summary>Creates a stream, which scores a sequence step by step as it arrives.</summary>
    /// <remarks>
    /// The first stream packs the network's weights; further streams, and the network's transformers, share them. Thread-safe.
    /// </remarks>
    /// <param name="network">A trained network that reads forward only, for any task.</param>
    /// <exception cref="NotSupportedException">
    /// A layer reads backward, each sequence is normalized separately (<see cref="RnnNormalization.SequenceMeanVariance"/> and
    /// <see cref="RnnNormalization.SequenceMinMax"/>), or there is a highway (<see cref="RnnModel.HasHighway"/>): the result of a step then
    /// depends on later steps.
    /// </exception>
    public static RnnStreamScorer CreateStream(this RnnModel network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new RnnStreamScorer(network);
    }
}
