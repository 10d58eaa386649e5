namespace RnnTrainer.TaskReports;

/// <summary>How often each class was taken for each. Only what occurs is kept: of many classes most pairs do not.</summary>
/// <param name="classes">The classes' names.</param>
internal sealed class ConfusionCounts(IReadOnlyList<string> classes)
{
    private readonly Dictionary<(int Truth, int Said), long> counts = [];
    private readonly long[] labelled = new long[classes.Count], predicted = new long[classes.Count];

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <summary>How many were right.</summary>
    public long Right { get; private set; }

    /// <summary>The mistakes, the most frequent first.</summary>
    public IReadOnlyList<(int Truth, int Said, long Count)> Mistakes => [.. counts
        .Where(pair => pair.Key.Truth != pair.Key.Said).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
        .Select(pair => (pair.Key.Truth, pair.Key.Said, pair.Value))];

    /// <summary>The figures of each class.</summary>
    public IReadOnlyList<RnnLabelMetrics> Labels =>
        [.. classes.Select((name, index) => new RnnLabelMetrics(name, labelled[index], predicted[index], Of(index, index)))];

    /// <summary>How often a class was taken for another.</summary>
    public long Of(int truth, int said) => counts.GetValueOrDefault((truth, said));

    /// <summary>How often a class occurs.</summary>
    public long Labelled(int truth) => labelled[truth];

    /// <summary>Counts one.</summary>
    public void Add(int truth, int said)
    {
        counts[(truth, said)] = Of(truth, said) + 1;
        labelled[truth]++;
        predicted[said]++;
        Right += truth == said ? 1 : 0;
    }
}
