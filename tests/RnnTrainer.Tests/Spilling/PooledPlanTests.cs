using RnnTrainer.Data;
using RnnTrainer.Spilling;

namespace RnnTrainer.Tests.Spilling;

[TestClass]
public sealed class PooledPlanTests
{
    private const int Rows = 6000; // of 100 floats: 2.4 MB, five pools or so

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(32)]
    [DataRow(7)]
    [DataRow(1)]
    [DataRow(2000)] // more than a pool holds
    [DataRow(int.MaxValue)]
    public void EachRowComesOnceAnEpochWithItsValues(int batchSize)
    {
        foreach (Func<int, int> length in new Func<int, int>[] { _ => 100, row => 1 + row * 7919 % 200 })
        {
            int[] held = [.. Enumerable.Range(0, Rows).Where(row => row % 3 == 0 || row is > 1000 and < 2000)];
            int[] given = [.. Enumerable.Range(0, Rows).Except(held)];
            foreach (int[] rows in new[] { [.. Enumerable.Range(0, Rows)], given })
            {
                foreach (bool shuffle in new[] { true, false })
                {
                    using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, length)).Store;
                    PooledPlan plan = Plan(store, batchSize, shuffle, rows);
                    for (int epoch = 1; epoch <= 2; epoch++)
                    {
                        List<int> seen = [];
                        plan.BeginEpoch(epoch);
                        for (int batch = 0; batch < plan.BatchCount; batch++)
                        {
                            foreach (int row in plan.Rows(batch).Span)
                            {
                                Assert.AreEqual((float)row, DiskStore.Read(store, row)[0]);
                                seen.Add(row);
                            }
                        }
                        CollectionAssert.AreEqual(rows, shuffle ? [.. seen.Order()] : seen);
                        CollectionAssert.AreNotEqual(shuffle ? rows : [], seen);
                    }
                }
            }
        }
    }

    [TestMethod]
    public void BatchesAreFullAndAsManyAsInMemory()
    {
        using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, row => 1 + row % 200)).Store;
        int[][] batches = DiskStore.Epoch(Plan(store, 64), 1);
        Assert.HasCount((Rows + 63) / 64, batches);
        Assert.AreEqual(1, batches.Count(batch => batch.Length != 64));
    }

    [TestMethod]
    public void AnEpochIsTheSameWhateverCameBefore()
    {
        foreach (Func<int, int> length in new Func<int, int>[] { _ => 100, row => 1 + row % 200 })
        {
            using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, length)).Store;
            PooledPlan whole = Plan(store, 64);
            DiskStore.Epoch(whole, 1);
            DiskStore.Epoch(whole, 2);
            int[][] third = DiskStore.Epoch(whole, 3);

            using SequenceStore again = DiskStore.Of(1, DiskStore.Rows(Rows, length)).Store;
            PooledPlan resumed = Plan(again, 64);
            resumed.BeginEpoch(3);
            for (int batch = 40; batch < resumed.BatchCount; batch++)
                CollectionAssert.AreEqual(third[batch], resumed.Rows(batch).ToArray());
            CollectionAssert.AreNotEqual(third[40], DiskStore.Epoch(whole, 4)[40]);
        }
    }

    [TestMethod]
    public void WhatFitsIntoThePoolsIsPlannedAsInMemory()
    {
        foreach (Func<int, int> length in new Func<int, int>[] { _ => 100, row => 1 + row % 200 })
        {
            using SequenceStore disk = DiskStore.Of(1, DiskStore.Rows(Rows, length), new RnnSpill { PoolMegabytes = 4 }).Store;
            SequenceStore memory = new(1);
            foreach (float[] row in DiskStore.Rows(Rows, length))
                memory.Add(row);
            int[] all = [.. Enumerable.Range(0, Rows)];
            BatchPlan ours = DiskStore.Plan(disk, all, 64);
            BatchPlan theirs = DiskStore.Plan(memory, all, 64);
            for (int epoch = 1; epoch <= 2; epoch++)
            {
                foreach ((int[] found, int[] expected) in DiskStore.Epoch(ours, epoch).Zip(DiskStore.Epoch(theirs, epoch)))
                    CollectionAssert.AreEqual(expected, found);
            }
            Assert.IsNull(ours.Description);
        }
    }

    [TestMethod]
    public void BucketsLeaveLittlePadding()
    {
        using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, row => 1 + row * 7919 % 200)).Store;
        PooledPlan plan = Plan(store, 32);
        Assert.IsTrue(plan.IsBucketed);
        int[][] batches = DiskStore.Epoch(plan, 1);
        double padded = batches.Sum(batch => (double)batch.Length * batch.Max(store.TimeSteps)),
            used = batches.Sum(batch => batch.Sum(row => (double)store.TimeSteps(row)));
        TestContext.WriteLine($"padding: {1 - used / padded:0.000}");
        // Half without buckets. Of 37 batches to a pool, one is not bucketed, and the others differ by 200 / 32 steps.
        Assert.IsLessThan(0.1, 1 - used / padded);
    }

    /// <summary>The law that the log goes by: K blocks in a pool add B / K to the variance of shares in a batch of B sorted rows.</summary>
    [TestMethod]
    public void SortedRowsAreMixedAsWellAsTheLogSays()
    {
        const int batchSize = 16, epochs = 40, blocksInPool = 32;
        using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, _ => 100)).Store;
        PooledPlan plan = Plan(store, batchSize);
        double squares = 0;
        long batches = 0;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            foreach (int[] batch in DiskStore.Epoch(plan, epoch).Where(batch => batch.Length == batchSize))
            {
                squares += Math.Pow(batch.Count(row => row < Rows / 2) / (double)batchSize - 0.5, 2);
                batches++;
            }
        }
        double ratio = squares / batches / (0.25 / batchSize);
        TestContext.WriteLine($"{ratio:0.00} of the variance in memory; {plan.Description}");
        Assert.IsInRange(1.1, 1 + 1.5 * batchSize / blocksInPool, ratio);
        double said = double.Parse(plan.Description!.Split("batch is ")[1].Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(100 * (ratio - 1), said, 25);
    }

    [TestMethod]
    public void ABatchThatIsTooLargeForThePoolIsWarnedOf()
    {
        using SequenceStore store = DiskStore.Of(1, DiskStore.Rows(Rows, _ => 100)).Store;
        Assert.IsNull(Plan(store, 16).Warning);
        Assert.IsNull(Plan(store, 100, shuffle: false).Warning);
        StringAssert.Contains(Plan(store, 100).Warning, "A pool holds 30 blocks for batches of 100 rows");
        StringAssert.Contains(Plan(store, 100).Warning, "PoolMegabytes to 4 or more");
    }

    private static PooledPlan Plan(SequenceStore store, int batchSize, bool shuffle = true, int[]? rows = null) =>
        (PooledPlan)DiskStore.Plan(store, rows ?? [.. Enumerable.Range(0, store.Count)], batchSize, shuffle);
}
