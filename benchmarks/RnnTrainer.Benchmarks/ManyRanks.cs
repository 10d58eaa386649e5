using RnnTrainer.Engines;
using RnnTrainer.Ranks;

namespace RnnTrainer.Benchmarks;

/// <summary>What more ranks than are here would send each other: the messages are those of the part tree, their time is assumed.</summary>
internal sealed class ManyRanks
{
    private readonly PartTree tree = new();
    private readonly ShareLevel level;
    private readonly int[] busy; // of each rank: vectors that it sends or receives on the way up

    /// <param name="count">Ranks.</param>
    /// <param name="rowsOfRank">Rows of a batch for each.</param>
    public ManyRanks(int count, int rowsOfRank)
    {
        Count = count;
        level = new ShareLevel(count);
        busy = new int[count];
        tree.Begin([count * rowsOfRank]);
        level.Begin(tree.Items);
        SendUp(0, tree.Count, depth: 0);
    }

    public int Count { get; }

    /// <summary>Vectors that the busiest rank sends or receives before pairs add up.</summary>
    public int Up => busy.Max();

    /// <summary>Rounds in which pairs add up.</summary>
    public int Rounds => level.Depth;

    /// <summary>Messages that bring the total to the last rank after a member.</summary>
    public int Down => Enumerable.Range(0, level.Members.Length)
        .Max(place => (int)Math.Ceiling(Math.Log2(level.EndOf(place) - level.Members[place])));

    /// <summary>Seconds from each rank's own gradient to the whole one.</summary>
    /// <param name="bytes">Bytes of a gradient.</param>
    /// <param name="secondsToAdd">Seconds to add one to another.</param>
    /// <param name="link">What the ranks send through.</param>
    public double Seconds(double bytes, double secondsToAdd, NetworkLink link)
    {
        double halves = 1 - 1.0 / (1 << Rounds);
        double pairs = bytes <= sizeof(float) * AllReduce.MostDoubled ? Rounds * (link.Seconds(bytes) + secondsToAdd)
            : 2 * Rounds * link.Latency + halves * (2 * bytes / link.BytesASecond + secondsToAdd);
        return Up * (link.Seconds(bytes) + secondsToAdd) + pairs + Down * link.Seconds(bytes);
    }

    // As GradientExchange does.
    private void SendUp(int lo, int hi, int depth)
    {
        int first = tree.Owner(lo, Count), split = hi - lo > 1 ? tree.Split(lo, hi) : lo, second = tree.Owner(split, Count);
        if (first == tree.Owner(hi - 1, Count))
            return;
        SendUp(lo, split, depth + 1);
        SendUp(split, hi, depth + 1);
        if (depth < level.Depth || first == second)
            return;
        busy[first]++;
        busy[second]++;
    }
}
