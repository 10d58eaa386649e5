using RnnTrainer.Engines;
using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Engines;

[TestClass]
public sealed class PartTreeTests
{
    // Rows of each shard in a batch: one shard, several alike, some without a row, more and fewer parts than ranks.
    private static readonly int[][] Shards =
    [
        [1], [50], [128], [1000], [25, 25], [17, 16, 16], [1, 1, 0, 0], [0, 0, 1], [60, 60, 59, 59], [300, 299],
        [0, 100, 3, 0, 7, 26, 25, 51, 1],
    ];

    [TestMethod]
    public void EveryRowIsInOnePartAndNoPartIsLarge()
    {
        foreach (int rows in Enumerable.Range(0, 3000).Append(1_000_003).Append(int.MaxValue))
        {
            PartTree tree = Of(rows);
            Assert.IsTrue(tree.Count == 1 ? rows <= PartTree.MaxRows : tree.Count % 2 == 0, $"{rows} rows: {tree.Count} parts");
            Assert.AreEqual((0, rows), (tree.FirstRow(0), tree.FirstRow(tree.Count)));
            for (int part = 0; part < tree.Count; part += Math.Max(1, tree.Count / 1000))
            {
                int size = tree.FirstRow(part + 1) - tree.FirstRow(part);
                Assert.IsInRange(Math.Min(1, rows), PartTree.MaxRows, size, $"part {part} of {rows} rows");
            }
        }
    }

    [TestMethod]
    public void APartHasRowsOfOneShard()
    {
        foreach (int[] rows in Shards)
        {
            PartTree tree = Of(rows);
            int[] parts = [.. rows.Select(PartTree.CountOf)];
            Assert.AreEqual(parts.Sum(), tree.Count);
            for (int shard = 0; shard < rows.Length; shard++)
            {
                int before = parts.Take(shard).Sum(), firstRow = rows.Take(shard).Sum();
                PartTree own = Of(rows[shard]);
                for (int part = 0; part <= parts[shard]; part++)
                    Assert.AreEqual(firstRow + own.FirstRow(part), tree.FirstRow(before + part), $"part {part} of shard {shard}");
            }
        }
    }

    [TestMethod]
    public void BothHalvesOfEveryNodeHaveParts()
    {
        foreach (int[] rows in Shards.Concat(Enumerable.Range(1, 200).Select(parts => (int[])[parts * PartTree.MaxRows])))
        {
            PartTree tree = Of(rows);
            Assert.AreEqual(tree.Count, Leaves(tree, 0, tree.Count));
        }

        static int Leaves(PartTree tree, int lo, int hi)
        {
            if (hi - lo == 1)
                return 1;
            int split = tree.Split(lo, hi);
            Assert.IsTrue(lo < split && split < hi);
            return Leaves(tree, lo, split) + Leaves(tree, split, hi);
        }
    }

    [TestMethod]
    public void NodesSplitAtShardsFirst()
    {
        // 2, 1, 1 and 4 parts; then the 4 parts of one shard, and 6.
        PartTree tree = Of(30, 0, 25, 80);
        Assert.AreEqual((3, 2, 4, 6), (tree.Split(0, 8), tree.Split(0, 3), tree.Split(3, 8), tree.Split(4, 8)));
        Assert.AreEqual((2, 3, 3), (Of(100).Split(0, 4), Of(150).Split(0, 6), Of(100).Split(2, 4)));
    }

    [TestMethod]
    public void SharesHaveTheirRowsInARun()
    {
        foreach (int[] rows in Shards)
        {
            PartTree tree = Of(rows);
            for (int size = 1; size <= 9; size++)
            {
                Assert.AreEqual((0, tree.Count), (tree.FirstOf(0, size), tree.FirstOf(size, size)));
                for (int rank = 0; rank < size; rank++)
                {
                    int first = tree.FirstOf(rank, size), end = tree.FirstOf(rank + 1, size);
                    for (int part = first; part < end; part++)
                        Assert.AreEqual(rank, tree.Owner(part, size));
                    for (int lo = first; lo < end; lo = tree.NodeEnd(lo, end))
                        Assert.IsTrue(tree.NodeEnd(lo, end) == end || !ShareTree.IsOneNodeEach(tree.Items, size), $"rank {rank} of {size}");
                }
            }
        }
    }

    [TestMethod]
    public void TheTotalHasTheSameBitsInWhateverOrderThePartsAreFinished()
    {
        Random random = new(1);
        PartTree tree = new();
        TreeSum<Sum> sums = new(tree, (sum, other) => sum.Value += other.Value);
        foreach (int count in Enumerable.Range(1, 50).Select(half => Of(2 * half * PartTree.MaxRows).Count).Append(1))
        {
            // Magnitudes so different that every other order of adding gives other bits.
            double[] values = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(12)))];
            double expected = Total(values, 0, count);
            for (int trial = 0; trial < 20; trial++)
            {
                int[] order = [.. Enumerable.Range(0, count)];
                random.Shuffle(order);
                tree.Begin([count * PartTree.MaxRows]);
                sums.Begin(0, count);
                foreach (int part in order)
                    sums.Finish(part, new Sum { Value = values[part] });
                Assert.AreEqual(expected, sums.Of(0).Value, $"{count} parts");
            }
        }
    }

    /// <summary>Of each rank's share, each largest node has the bits that it has in the whole tree.</summary>
    [TestMethod]
    public void TheNodesOfAShareAreThoseOfTheTree()
    {
        Random random = new(1);
        foreach (int[] rows in Shards)
        {
            PartTree tree = Of(rows);
            double[] values = [.. Enumerable.Range(0, tree.Count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(12)))];
            TreeSum<Sum> sums = new(tree, (sum, other) => sum.Value += other.Value);
            for (int size = 1; size <= 9; size++)
            {
                for (int rank = 0; rank < size; rank++)
                {
                    int first = tree.FirstOf(rank, size), end = tree.FirstOf(rank + 1, size);
                    int[] order = [.. Enumerable.Range(first, end - first)];
                    random.Shuffle(order);
                    sums.Begin(first, end);
                    foreach (int part in order)
                        sums.Finish(part, new Sum { Value = values[part] });
                    for (int lo = first; lo < end; lo = tree.NodeEnd(lo, end))
                        Assert.AreEqual(Total(tree, values, lo, tree.NodeEnd(lo, end)), sums.Of(lo).Value);
                }
            }
        }

        static double Total(PartTree tree, double[] values, int lo, int hi) => hi - lo == 1 ? values[lo]
            : Total(tree, values, lo, tree.Split(lo, hi)) + Total(tree, values, tree.Split(lo, hi), hi);
    }

    [TestMethod]
    public void ThreadsThatFinishTogetherLoseNothing()
    {
        using WorkerTeam team = new(4);
        PartTree tree = new();
        TreeSum<Sum> sums = new(tree, (sum, other) => sum.Value += other.Value);
        for (int job = 0; job < 2000; job++)
        {
            int count = 2 + job % 13 / 2 * 2;
            tree.Begin([count * PartTree.MaxRows]);
            sums.Begin(0, count);
            team.Run(count, (part, _) => sums.Finish(part, new Sum { Value = 1 << part }));
            Assert.AreEqual((1 << count) - 1, sums.Of(0).Value);
        }
    }

    [TestMethod]
    public void FewSumsWaitAtATime()
    {
        // One thread takes the parts in order; one that is held up at the first part has all others finished around it.
        foreach (int count in new[] { 2, 32, 4096, 5000 })
        {
            int height = (int)Math.Ceiling(Math.Log2(count));
            Assert.IsLessThanOrEqualTo(height + 1, Most([.. Enumerable.Range(0, count)]));
            Assert.IsLessThanOrEqualTo(2 * height + 1, Most([.. Enumerable.Range(1, count - 1), 0]));
        }

        static int Most(int[] order)
        {
            int alive = 0, most = 0;
            PartTree tree = Of(order.Length * PartTree.MaxRows);
            TreeSum<Sum> sums = new(tree, (_, _) => alive--);
            sums.Begin(0, order.Length);
            foreach (int part in order)
            {
                most = Math.Max(most, ++alive);
                sums.Finish(part, new Sum());
            }
            return most;
        }
    }

    private static double Total(double[] values, int lo, int hi)
    {
        if (hi - lo == 1)
            return values[lo];
        int split = lo + (int)Math.Ceiling((hi - lo) / 2.0);
        return Total(values, lo, split) + Total(values, split, hi);
    }

    private static PartTree Of(params int[] shardRows)
    {
        PartTree tree = new();
        tree.Begin(shardRows);
        return tree;
    }

    private sealed class Sum
    {
        public double Value { get; set; }
    }
}
