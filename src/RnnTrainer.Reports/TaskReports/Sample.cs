namespace RnnTrainer.TaskReports;

/// <summary>
/// Some of many items, each as probable as any other (Vitter 1985, algorithm R); all of them where they are few. The same items in the same
/// order give the same sample.
/// </summary>
/// <param name="capacity">How many at most.</param>
internal sealed class Sample<T>(int capacity)
{
    private readonly List<T> items = [];
    private readonly Random random = new(capacity);

    /// <summary>How many items there were.</summary>
    public long Seen { get; private set; }

    /// <summary>Those in the sample.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>Whether some were left out.</summary>
    public bool IsPart => Seen > items.Count;

    /// <summary>How large a part of the items it is, as the end of a caption; empty where it is all of them.</summary>
    /// <param name="noun">What the items are: "rows".</param>
    public string Note(string noun) =>
        IsPart ? FormattableString.Invariant($". {items.Count:N0} of {Seen:N0} {noun}, drawn at random") : "";

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        Seen++;
        if (items.Count < capacity)
            items.Add(item);
        else if (random.NextInt64(Seen) is var place && place < capacity)
            items[(int)place] = item;
    }
}
