using System.Collections;

namespace RnnTrainer.Data;

/// <summary>Numbers of rows that come in ranges, of which no more is kept than where they begin and end.</summary>
internal sealed class RowRanges : IReadOnlyList<int>
{
    private readonly int[] firsts, ends; // ends: rows of a range and of those before it

    /// <param name="ranges">First row and number of rows of each; empty ones are left out.</param>
    public RowRanges(IEnumerable<(int First, int Count)> ranges)
    {
        (int First, int Count)[] used = [.. ranges.Where(range => range.Count > 0)];
        firsts = [.. used.Select(range => range.First)];
        ends = new int[used.Length];
        for (int i = 0; i < used.Length; i++)
            ends[i] = checked((i == 0 ? 0 : ends[i - 1]) + used[i].Count);
    }

    /// <summary>Ranges.</summary>
    public int RangeCount => firsts.Length;

    public int Count => ends is [.., var last] ? last : 0;

    public int this[int index]
    {
        get
        {
            int found = Array.BinarySearch(ends, index + 1), range = found < 0 ? ~found : found;
            return firsts[range] + index - StartOf(range);
        }
    }

    /// <summary>Draws a range, each equally likely, and a row in it.</summary>
    public int Draw(RandomStream random)
    {
        int range = random.NextBelow(RangeCount);
        return firsts[range] + random.NextBelow(ends[range] - StartOf(range));
    }

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int StartOf(int range) => range == 0 ? 0 : ends[range - 1];
}
