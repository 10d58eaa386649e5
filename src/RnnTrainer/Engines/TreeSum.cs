namespace RnnTrainer.Engines;

/// <summary>
/// Adds up the sums of a share's parts along a <see cref="PartTree"/> in whatever order the parts are finished: whoever comes second
/// to a node adds what the other left there, and goes on to the node above, as far as nodes lie within the share. Few sums wait at a
/// time, about as many as the tree is high.
/// </summary>
/// <typeparam name="TSum">What is summed.</typeparam>
/// <param name="tree">The tree.</param>
/// <param name="add">Adds the second to the first, and may then use the second again. Adding must not depend on which is which.</param>
internal sealed class TreeSum<TSum>(PartTree tree, Action<TSum, TSum> add) where TSum : class
{
    // Of each inner node, by its Split: the sum of the half that was finished first. Of each largest node within the share, by its first
    // part: its sum. These do not meet: a node is largest because the one that has its Split there lies not within the share.
    private TSum?[] waiting = [];
    private int first, end;

    /// <summary>Begins anew, after the tree has begun.</summary>
    /// <param name="first">The first part of the share.</param>
    /// <param name="end">The part after its last.</param>
    public void Begin(int first, int end)
    {
        (this.first, this.end) = (first, end);
        if (waiting.Length < tree.Count)
            waiting = new TSum?[tree.Count];
        waiting.AsSpan().Clear();
    }

    /// <summary>Takes the sum of a part. Any number of threads may call it at once, each with other parts.</summary>
    /// <param name="part">The part's number.</param>
    /// <param name="sum">Its sum.</param>
    public void Finish(int part, TSum sum)
    {
        if (Climb(0, tree.Count, part, sum) is { } all)
            waiting[0] = all;
    }

    /// <summary>The sum of one of the largest nodes within the share, when all of its parts are finished.</summary>
    /// <param name="lo">The node's first part.</param>
    public TSum Of(int lo) => waiting[lo]!;

    // To the node over lo to hi - 1, which holds the part. Null: somebody else will come to that node later, or nobody of this share.
    private TSum? Climb(int lo, int hi, int part, TSum leaf)
    {
        if (hi - lo == 1)
            return leaf;
        int split = tree.Split(lo, hi);
        TSum? half = part < split ? Climb(lo, split, part, leaf) : Climb(split, hi, part, leaf);
        if (half is null)
            return null;
        if (lo < first || hi > end)
        {
            waiting[part < split ? lo : split] = half;
            return null;
        }
        if (Interlocked.CompareExchange(ref waiting[split], half, null) is not { } other)
            return null;
        add(half, other);
        return half;
    }
}
