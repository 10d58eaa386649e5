namespace RnnTrainer.Evaluation;

/// <summary>Counts chunks as conlleval does: right are those that begin and end together with one of the same type.</summary>
internal sealed class ChunkSums
{
    private readonly SortedDictionary<string, Counts> byType = new(StringComparer.Ordinal);
    private ChunkTag labelBefore, predictionBefore;
    private bool together; // chunks of one type have begun together, and neither has ended

    /// <summary>Adds a step, the next one of its sequence.</summary>
    public void Add(ChunkTag label, ChunkTag prediction)
    {
        bool labelEnds = label.Ends(labelBefore), predictionEnds = prediction.Ends(predictionBefore);
        if (together && labelEnds && predictionEnds)
            Of(labelBefore).Correct++;
        together &= !labelEnds && !predictionEnds;

        bool labelStarts = label.StartsAfter(labelBefore), predictionStarts = prediction.StartsAfter(predictionBefore);
        if (labelStarts)
            Of(label).Labelled++;
        if (predictionStarts)
            Of(prediction).Predicted++;
        together |= labelStarts && predictionStarts && label.Type == prediction.Type;
        (labelBefore, predictionBefore) = (label, prediction);
    }

    /// <summary>Ends all chunks: the sequence is over, or a step of it has no label.</summary>
    public void Break() => Add(default, default);

    public RnnChunkMetrics Metrics() => new(
        byType.Select(pair => new RnnLabelMetrics(pair.Key, pair.Value.Labelled, pair.Value.Predicted, pair.Value.Correct)));

    private Counts Of(ChunkTag tag)
    {
        if (!byType.TryGetValue(tag.Type!, out Counts? counts))
            byType.Add(tag.Type!, counts = new Counts());
        return counts;
    }

    private sealed class Counts
    {
        public long Labelled, Predicted, Correct;
    }
}
