namespace RnnTrainer.Engines;

/// <summary>
/// Adds up the parts' sums along a <see cref="PartTree"/> in whatever order the parts are finished: whoever comes second to a
/// node adds what the other left there, and goes on to the node above. Few sums wait at a time, about as many as the tree is
/// high.
/// </summary>
/// <typeparam name="TSum">What is summed.</typeparam>
/// <param name="add">Adds the second to the first, and may then use the second again. Adding must not depend on which is which.</param>
internal sealed class TreeSum<TSum>(Action<TSum, TSum> add) where TSum : class
{
    private TSum?[] waiting = []; // of each inner node, by its Split: the sum of the half that was finished first
    private int parts;

    /// <summary>Begins anew.</summary>
    /// <param name="count">The number of parts.</param>
    public void Begin(int count)
    {
        parts = count;
        if (waiting.Length < count)
            waiting = new TSum?[count];
        waiting.AsSpan().Clear();
    }

    /// <summary>Takes the sum of a part. Any number of threads may call it at once, each with other parts.</summary>
    /// <param name="part">The part's number, from 0.</param>
    /// <param name="sum">Its sum.</param>
    /// <returns>The sum of all parts where this was the last to be finished; otherwise null.</returns>
    public TSum? Finish(int part, TSum sum) => Climb(0, parts, part, sum);

    // To the node over lo to hi - 1, which holds the part. Null: somebody else will come to that node later.
    private TSum? Climb(int lo, int hi, int part, TSum leaf)
    {
        if (hi - lo == 1)
            return leaf;
        int split = PartTree.Split(lo, hi);
        TSum? half = part < split ? Climb(lo, split, part, leaf) : Climb(split, hi, part, leaf);
        if (half is null || Interlocked.CompareExchange(ref waiting[split], half, null) is not { } other)
            return null;
        add(half, other);
        return half;
    }
}
