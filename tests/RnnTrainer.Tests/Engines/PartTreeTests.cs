using RnnTrainer.Engines;

namespace RnnTrainer.Tests.Engines;

[TestClass]
public sealed class PartTreeTests
{
    [TestMethod]
    public void EveryRowIsInOnePartAndNoPartIsLarge()
    {
        foreach (int rows in Enumerable.Range(1, 3000).Append(1_000_003).Append(int.MaxValue))
        {
            int count = PartTree.Count(rows);
            Assert.IsTrue(count == 1 ? rows <= PartTree.MaxRows : count % 2 == 0, $"{rows} rows: {count} parts");
            Assert.AreEqual((0, rows), (PartTree.FirstRow(0, rows), PartTree.FirstRow(count, rows)));
            for (int part = 0; part < count; part += Math.Max(1, count / 1000))
            {
                int size = PartTree.FirstRow(part + 1, rows) - PartTree.FirstRow(part, rows);
                Assert.IsInRange(1, PartTree.MaxRows, size, $"part {part} of {rows} rows");
            }
        }
    }

    [TestMethod]
    public void BothHalvesOfEveryNodeHaveParts()
    {
        for (int count = 2; count <= 200; count++)
            Assert.AreEqual(count, Leaves(0, count));
        Assert.AreEqual((1, 2, 3, 3), (PartTree.Split(0, 2), PartTree.Split(0, 4), PartTree.Split(0, 6), PartTree.Split(2, 4)));

        static int Leaves(int lo, int hi)
        {
            if (hi - lo == 1)
                return 1;
            int split = PartTree.Split(lo, hi);
            Assert.IsTrue(lo < split && split < hi && split - lo - (hi - split) is 0 or 1);
            return Leaves(lo, split) + Leaves(split, hi);
        }
    }

    [TestMethod]
    public void TheTotalHasTheSameBitsInWhateverOrderThePartsAreFinished()
    {
        Random random = new(1);
        TreeSum<Sum> tree = new((sum, other) => sum.Value += other.Value);
        for (int count = 1; count <= 100; count++)
        {
            // Magnitudes so different that every other order of adding gives other bits.
            double[] values = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(12)))];
            double expected = Total(values, 0, count);
            for (int trial = 0; trial < 20; trial++)
            {
                int[] order = [.. Enumerable.Range(0, count)];
                random.Shuffle(order);
                tree.Begin(count);
                double?[] totals = [.. order.Select(part => tree.Finish(part, new Sum { Value = values[part] })?.Value)];
                Assert.IsTrue(totals[..^1].All(total => total is null));
                Assert.AreEqual(expected, totals[^1]!.Value, $"{count} parts");
            }
        }
    }

    [TestMethod]
    public void ThreadsThatFinishTogetherLoseNothing()
    {
        using WorkerTeam team = new(4);
        TreeSum<Sum> tree = new((sum, other) => sum.Value += other.Value);
        for (int job = 0; job < 2000; job++)
        {
            int count = 2 + job % 13;
            double total = 0;
            tree.Begin(count);
            team.Run(count, (part, _) =>
            {
                if (tree.Finish(part, new Sum { Value = 1 << part }) is { } sum)
                    total = sum.Value;
            });
            Assert.AreEqual((1 << count) - 1, total);
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
            TreeSum<Sum> tree = new((_, _) => alive--);
            tree.Begin(order.Length);
            foreach (int part in order)
            {
                most = Math.Max(most, ++alive);
                tree.Finish(part, new Sum());
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

    private sealed class Sum
    {
        public double Value { get; set; }
    }
}
