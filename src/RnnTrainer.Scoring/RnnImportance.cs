using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The result of <see cref="RnnTransformer.Importance"/>. Immutable.</summary>
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

    /// <summary>Gets the name of the metric, as in <see cref="RnnMetric"/>.</summary>
    public string Metric { get; }

    /// <summary>Gets whether larger values of the metric are better.</summary>
    public bool IsHigherBetter { get; }

    /// <summary>Gets the metric on the original data.</summary>
    public double Baseline { get; }

    /// <summary>Gets how many times each part was permuted.</summary>
    public int Repeats { get; }

    /// <summary>Gets the importance of each input, in feature order, or of each span of steps, in time order.</summary>
    public IReadOnlyList<RnnImportanceItem> Items { get; }

    /// <summary>Returns the result as a table, the most important part first, formatted the same in every culture.</summary>
    public override string ToString()
    {
        string table = TextTable.Of(textColumns: 1, ["Permuted", "Importance", "Deviation"],
            Items.OrderByDescending(item => item.Mean)
                .Select(item => (string[])[item.Name, NumberText.Value(item.Mean), NumberText.Value(item.Deviation)]),
            total: null);
        return $"{Metric} {NumberText.Value(Baseline)}, and how much worse it gets (mean of {CountText.Of(Repeats, "repeat")})\n\n{table}";
    }
}
