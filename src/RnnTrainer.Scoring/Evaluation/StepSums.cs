namespace RnnTrainer.Evaluation;

/// <summary>Counts labels and predictions of steps.</summary>
/// <param name="names">The labels, at their key minus 1.</param>
internal sealed class StepSums(IReadOnlyList<string> names)
{
    private readonly long[] labelled = new long[names.Count], predicted = new long[names.Count], correct = new long[names.Count];
    private readonly ChunkTag[]? tags = ChunkTag.ParseAll(names);
    private readonly ChunkSums chunks = new();

    public long Count { get; private set; }

    public long UnscoredCount { get; private set; }

    /// <summary>Adds a step: the keys of its label and of its prediction, from 1; 0: missing.</summary>
    public void Add(int label, int prediction)
    {
        if (label == 0 || prediction == 0)
        {
            UnscoredCount += label == 0 ? 0 : 1;
            chunks.Break();
            return;
        }
        Count++;
        labelled[label - 1]++;
        predicted[prediction - 1]++;
        correct[label - 1] += label == prediction ? 1 : 0;
        if (tags is not null)
            chunks.Add(tags[label - 1], tags[prediction - 1]);
    }

    /// <summary>The sequence is over.</summary>
    public void EndSequence() => chunks.Break();

    public RnnStepMetrics Metrics() => new(names.Select((name, i) => new RnnLabelMetrics(name, labelled[i], predicted[i], correct[i])),
        tags is null ? null : chunks.Metrics(), UnscoredCount);
}
