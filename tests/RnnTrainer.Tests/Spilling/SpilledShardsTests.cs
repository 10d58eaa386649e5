using RnnTrainer.Data;
using RnnTrainer.Spilling;

namespace RnnTrainer.Tests.Spilling;

/// <summary>Shards in files: the memory for pools is shared by shards, so that what is planned does not depend on who keeps them.</summary>
[TestClass]
public sealed class SpilledShardsTests
{
    private const int Rows = 6000, Shards = 4;

    private static readonly Func<int, int>[] Lengths = [_ => 100, row => 1 + row * 7919 % 200];

    [TestMethod]
    public void ThePlanIsTheSameWhicheverShardsAreHereAndTheirRowsHaveTheirValues()
    {
        foreach (Func<int, int> length in Lengths)
        {
            using ShardedStore all = Store(length, new RowShards(Shards, 0, Shards), DiskStore.Smallest);
            int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % 7 != 0)];
            BatchPlan whole = DiskStore.Plan(all, rows, 50);
            int[][][] expected = [DiskStore.Epoch(whole, 1), DiskStore.Epoch(whole, 2)];
            Assert.IsNotNull(whole.Description);
            foreach (int[][] epoch in expected)
                CollectionAssert.AreEqual(rows, epoch.SelectMany(batch => batch).Order().ToArray());
            CollectionAssert.AreNotEqual(expected[0][5], expected[1][5]);

            foreach ((int first, int end) in new[] { (0, 1), (1, 3), (3, 4) })
            {
                using ShardedStore some = Store(length, new RowShards(Shards, first, end), DiskStore.Smallest);
                BatchPlan plan = DiskStore.Plan(some, rows, 50);
                for (int epoch = 1; epoch <= 2; epoch++)
                {
                    plan.BeginEpoch(epoch);
                    for (int batch = 0; batch < plan.BatchCount; batch++)
                    {
                        CollectionAssert.AreEqual(expected[epoch - 1][batch], plan.Rows(batch).ToArray());
                        foreach (int row in plan.Rows(batch).ToArray().Where(some.Shards.Hold))
                            Assert.AreEqual((float)row, DiskStore.Read(some, row)[0]);
                    }
                }
            }
        }
    }

    [TestMethod]
    public void WhatFitsIntoThePoolsIsPlannedAsInMemory()
    {
        foreach (Func<int, int> length in Lengths)
        {
            using ShardedStore disk = Store(length, new RowShards(Shards, 1, 3), new RnnSpill { PoolMegabytes = 8 });
            ShardedStore memory = new(1, new RowShards(Shards, 0, Shards), _ => new SequenceStore(1), hasWeights: false, windows: null);
            foreach (float[] row in DiskStore.Rows(Rows, length))
                memory.Add(row);
            int[] all = [.. Enumerable.Range(0, Rows)];
            int[][] expected = DiskStore.Epoch(DiskStore.Plan(memory, all, 50), 3), found = DiskStore.Epoch(DiskStore.Plan(disk, all, 50), 3);
            for (int batch = 0; batch < expected.Length; batch++)
                CollectionAssert.AreEqual(expected[batch], found[batch]);
        }
    }

    /// <summary>Windows go to shards in runs, so that few steps are in two.</summary>
    [TestMethod]
    public void ARowIsFoundByItsPlaceInItsShard()
    {
        RowShards shards = new RowShards(3, 0, 3).OfWindows(new Data.WindowLayout(5, 2, 0, false, "Position", null));
        for (int row = 0; row < 1000; row++)
            Assert.AreEqual(row, shards.RowAt(shards.Of(row), shards.PlaceOf(row)));
    }

    private static ShardedStore Store(Func<int, int> length, RowShards shards, RnnSpill spill)
    {
        SpillStorage storage = new(spill, rows: null, shards.Count);
        ShardedStore store = new(1, shards, isHere => new SequenceStore(1, hasWeights: false, storage.CreateRows(isHere)), hasWeights: false, windows: null);
        foreach (float[] row in DiskStore.Rows(Rows, length))
            store.Add(row);
        store.Complete();
        return store;
    }
}
