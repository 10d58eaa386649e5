namespace RnnTrainer.TaskReports;

/// <summary>The worst of all rows so far; of equally bad ones those that came first.</summary>
/// <param name="most">How many.</param>
internal sealed class WorstRows(int most)
{
    // The least bad one is the first to go.
    private readonly PriorityQueue<WorstRow, (double Badness, long Earliness)> rows = new();

    /// <summary>Rows that are bad at all, whether they are kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a row that is bad, and says whether it is to be added.</summary>
    /// <param name="badness">The larger, the worse.</param>
    /// <param name="row">The row.</param>
    public bool Takes(double badness, ReportedRow row)
    {
        Count++;
        return rows.Count < most || (rows.TryPeek(out _, out var least) && (badness, -row.Number).CompareTo(least) > 0);
    }

    /// <summary>Adds a row that <see cref="Takes"/> wants.</summary>
    public void Add(double badness, ReportedRow row, string title, string detail, string story, WatchedOutputs? watched = null)
    {
        if (rows.Count == most)
            rows.Dequeue();
        string name = row.Name();
        rows.Enqueue(new(name, title, detail, $"{ShownName(name)}: {story}", row.Sequence(), watched), (badness, -row.Number));
    }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<WorstRow> Rows =>
        [.. rows.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    private static string ShownName(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..];
}
