using System.Numerics;

namespace RnnTrainer.Ranks;

/// <summary>
/// The deepest level of a <see cref="ShareTree"/> on which every node begins with an item of another rank. These ranks, its members,
/// complete one node each with what the ranks up to the next member have of it, and then add up their nodes pair by pair.
/// </summary>
/// <param name="size">The number of ranks.</param>
internal sealed class ShareLevel(int size)
{
    private int items, count;
    private readonly int[] members = new int[size];

    /// <summary>How far below the root the level is.</summary>
    public int Depth => BitOperations.Log2((uint)count);

    /// <summary>The rank that owns the first item of each of the 2ᵏ nodes, in ascending order.</summary>
    public ReadOnlySpan<int> Members => members.AsSpan(0, count);

    /// <summary>Finds the level for so many items.</summary>
    public void Begin(int items)
    {
        if (this.items == items)
            return;
        this.items = items;
        count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(items, size) / 2 + 1);
        while (!FindMembers())
            count /= 2;
    }

    /// <summary>The place of the last member that is not after a rank.</summary>
    public int PlaceOf(int rank)
    {
        int place = Members.BinarySearch(rank);
        return place < 0 ? ~place - 1 : place;
    }

    /// <summary>The rank of the member after one; of that after the last, the number of ranks.</summary>
    public int EndOf(int place) => place + 1 < count ? members[place + 1] : size;

    private bool FindMembers()
    {
        for (int place = 0; place < count; place++)
        {
            (int lo, int hi) = (0, items);
            for (int half = count / 2; half > 0; half /= 2)
            {
                int split = ShareTree.Split(lo, hi);
                (lo, hi) = (place & half) == 0 ? (lo, split) : (split, hi);
            }
            members[place] = ShareTree.Owner(items, lo, size);
            if (place > 0 && members[place] == members[place - 1])
                return false;
        }
        return true;
    }
}
