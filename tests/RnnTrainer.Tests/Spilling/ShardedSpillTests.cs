using RnnTrainer.Data;
using RnnTrainer.Spilling;

namespace RnnTrainer.Tests.Spilling;

/// <summary>Shards on disk: whoever keeps a shard, its rows come in the same batches.</summary>
[TestClass]
public sealed class ShardedSpillTests
{
    private const int Rows = 6000, Shards = 3; // of 100 floats: 0.8 MB a shard, of pools of 1 / 3 MB in all

    [TestMethod]
    public void AnEpochHasTheSameBatchesWhoeverKeepsTheRows()
    {
        foreach (Func<int, int> length in new Func<int, int>[] { _ => 100, row => 1 + row * 7919 % 200, row => 50 + row % Shards * 50 })
        {
            using ShardedStore all = Store(new(Shards, 0, Shards), length), some = Store(new(Shards, 1, 2), length);
            int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % 7 != 3)];
            BatchPlan ours = Plan(all, rows), theirs = Plan(some, rows);
            Assert.IsNotNull(ours.Description, "on disk");
            for (int epoch = 1; epoch <= 2; epoch++)
            {
                int[][] expected = DiskStore.Epoch(ours, epoch);
                theirs.BeginEpoch(epoch);
                for (int batch = 0; batch < theirs.BatchCount; batch++)
                {
                    int[] found = theirs.Rows(batch).ToArray();
                    CollectionAssert.AreEqual(expected[batch], found);
                    CollectionAssert.AreEqual(ours.ShardRows(batch), theirs.ShardRows(batch));
                    foreach (int row in found.Where(some.Shards.Hold))
                        Assert.AreEqual((float)row, DiskStore.Read(some, row)[0]);
                }
                CollectionAssert.AreEqual(rows, expected.SelectMany(batch => batch).Order().ToArray());
            }
        }
    }

    [TestMethod]
    public void AShardWithoutARowToTrainOnIsPlanned()
    {
        using ShardedStore store = Store(new(Shards, 0, Shards), _ => 100);
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % Shards != 1)];
        CollectionAssert.AreEqual(rows, DiskStore.Epoch(Plan(store, rows), 1).SelectMany(batch => batch).Order().ToArray());
    }

    [TestMethod]
    public void WhatFitsIntoThePoolsIsPlannedAsInMemory()
    {
        foreach (Func<int, int> length in new Func<int, int>[] { _ => 100, row => 1 + row * 7919 % 200 })
        {
            using ShardedStore disk = Store(new(Shards, 1, 2), length, megabytes: 8);
            using ShardedStore memory = new(1, new(Shards, 0, Shards), _ => new SequenceStore(1), hasWeights: false, windows: null);
            foreach (float[] row in DiskStore.Rows(Rows, length))
                memory.Add(row);
            int[] rows = [.. Enumerable.Range(0, Rows)];
            foreach ((int[] found, int[] expected) in DiskStore.Epoch(Plan(disk, rows), 3).Zip(DiskStore.Epoch(Plan(memory, rows), 3)))
                CollectionAssert.AreEqual(expected, found);
        }
    }

    /// <summary>Also where rows go to shards in runs, as windows do.</summary>
    [TestMethod]
    public void ARowIsFoundByItsPlaceInItsShard()
    {
        RowShards one = new(Shards, 0, 1), runs = one.OfWindows(new WindowLayout(5, 2, 0, "Position", null));
        Assert.IsGreaterThan(1, runs.RunLength);
        foreach (RowShards shards in new[] { one, runs })
        {
            for (int row = 0; row < 1000; row++)
                Assert.AreEqual(row, shards.RowAt(shards.Of(row), shards.PlaceOf(row)));
        }
    }

    private static BatchPlan Plan(ShardedStore store, int[] rows) => ShardedPlan.Of(store, rows, 60, shuffle: true, new RandomStream(1, 2));

    private static ShardedStore Store(RowShards shards, Func<int, int> length, int megabytes = 1)
    {
        SpillStorage storage = new(new RnnSpill { PoolMegabytes = megabytes }, Rows, shards);
        ShardedStore store = new(1, shards, isHere => new SequenceStore(1, hasWeights: false, storage.CreateRows(isHere)),
            hasWeights: false, windows: null);
        foreach (float[] row in DiskStore.Rows(Rows, length))
            store.Add(row);
        store.Complete();
        return store;
    }
}
