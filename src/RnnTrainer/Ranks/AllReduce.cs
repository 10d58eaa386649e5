using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>
/// Adds up a vector of each of 2ᵏ ranks along a binary tree: those of members 2i and 2i + 1 first, then these sums in the same way, so
/// that every member has the bits which one process gets that adds up the nodes of a <see cref="ShareTree"/>.
/// </summary>
/// <remarks>
/// Small vectors by recursive doubling: ranks exchange all they have, over twice the distance in each round. Large ones by recursive
/// halving and doubling (R. Rabenseifner 2004): of what two ranks have, each sums one half, and they exchange the totals on the way
/// back, so that less is sent and added, in twice the rounds.
/// </remarks>
/// <param name="ranks">The ranks, some or all of which are members.</param>
internal sealed class AllReduce(RankGroup ranks)
{
    /// <summary>The longest vector, in elements of four bytes, for which doubling is faster.</summary>
    public const int MostDoubled = 1 << 14;

    private float[] received = [];

    /// <summary>Replaces a vector by the sum of all members' vectors.</summary>
    /// <param name="vector">Of the same form on each.</param>
    /// <param name="members">The 2ᵏ ranks that do this.</param>
    /// <param name="place">The place of this rank among them.</param>
    public void Sum(SumVector vector, ReadOnlySpan<int> members, int place)
    {
        if (vector.Length <= MostDoubled)
            Double(vector, members, place);
        else
            Halve(vector, members, place, 0, vector.Length, distance: 1);
    }

    private void Double(SumVector vector, ReadOnlySpan<int> members, int place)
    {
        for (int distance = 1; distance < members.Length; distance *= 2)
        {
            Span<float> others = Received(vector.Length);
            ranks.Transport.Exchange(members[place ^ distance], vector.Bytes, MemoryMarshal.AsBytes(others));
            vector.Add(0, vector.Length, others);
        }
    }

    // Of the elements lo to hi - 1, of which the members nearer than the distance have summed up other elements.
    private void Halve(SumVector vector, ReadOnlySpan<int> members, int place, int lo, int hi, int distance)
    {
        if (distance == members.Length)
            return;
        int peer = members[place ^ distance], cut = SumVector.Cut(lo, hi);
        ((int lo, int hi) kept, (int lo, int hi) given) = ((lo, cut), (cut, hi));
        if ((place & distance) != 0)
            (kept, given) = (given, kept);

        Span<float> others = Received(kept.hi - kept.lo);
        ranks.Transport.Exchange(peer, vector.BytesOf(given.lo, given.hi), MemoryMarshal.AsBytes(others));
        vector.Add(kept.lo, kept.hi, others);
        Halve(vector, members, place, kept.lo, kept.hi, 2 * distance);
        ranks.Transport.Exchange(peer, vector.BytesOf(kept.lo, kept.hi), vector.BytesOf(given.lo, given.hi));
    }

    private Span<float> Received(int length)
    {
        if (received.Length < length)
            received = new float[length];
        return received.AsSpan(0, length);
    }
}
