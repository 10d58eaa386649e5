using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>What <see cref="RnnTransformer.Importance"/> found. Immutable.</summary>
/// <example>
/// <code>
/// var items = network.Importance(test, RnnImportanceBy.Inputs);
/// Console.WriteLine(items);
/// </code>
/// </example>
public sealed class RnnImportance
{
    internal RnnImportance(string metric, bool isHigherBetter, double baseline, int repeats, IEnumerable<RnnImportanceItem> items)
    {
        Metric = metric;
        IsHigherBetter = isHigherBetter;
        Baseline = baseline;
        Repeats = repeats;
        Items = new ValueList<RnnImportanceItem>(items);
    }

    /// <summary>Name of the metric, as in <see cref="RnnMetric"/>.</summary>
    public string Metric { get; }

    /// <summary>Whether larger values of the metric are better.</summary>
    public bool IsHigherBetter { get; }

    /// <summary>The metric on the data as they are.</summary>
    public double Baseline { get; }

    /// <summary>How many times each part was permuted.</summary>
    public int Repeats { get; }

    /// <summary>Each input, in the order of the features, or each span of steps, in the order of time.</summary>
    public IReadOnlyList<RnnImportanceItem> Items { get; }

    /// <summary>The result as a table, the most important part first, the same text in every culture.</summary>
    public override string ToString()
    {
        string table = TextTable.Of(textColumns: 1, ["Permuted", "Importance", "Deviation"],
            Items.OrderByDescending(item => item.Mean)
                .Select(item => (string[])[item.Name, NumberText.Value(item.Mean), NumberText.Value(item.Deviation)]),
            total: null);
        return $"{Metric} {NumberText.Value(Baseline)}, and how much worse it gets (mean of {CountText.Of(Repeats, "repeat")})\n\n{table}";
    }
}
