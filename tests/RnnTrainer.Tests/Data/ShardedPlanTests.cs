using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class ShardedPlanTests
{
    [TestMethod]
    [DataRow(1000, 32, 4)]
    [DataRow(1024, 32, 4)]
    [DataRow(5000, 7, 3)]
    [DataRow(97, 10, 10)]
    [DataRow(10, 50, 2)]
    [DataRow(3, 5, 5)]
    public void EachRowComesOnceAnEpochInBatchesOfOneSize(int rows, int batchSize, int shards)
    {
        foreach (SequenceSource store in new[] { Equal(rows, shards), Ragged(rows, shards) })
        {
            foreach (bool shuffle in new[] { false, true })
            {
                BatchPlan plan = Plan(store, Enumerable.Range(0, rows), batchSize, shuffle, new RandomStream(1, 2));
                for (int epoch = 1; epoch <= 3; epoch++)
                {
                    plan.BeginEpoch(epoch);
                    int[][] batches = Batches(plan);
                    CollectionAssert.AreEquivalent(Enumerable.Range(0, rows).ToArray(), batches.SelectMany(batch => batch).ToArray());
                    Assert.HasCount((rows + batchSize - 1) / batchSize, batches);
                    Assert.IsLessThanOrEqualTo(1, batches.Count(batch => batch.Length != batchSize), "smaller batches");
                }
            }
        }
    }

    [TestMethod]
    public void ABatchDrawsFromAllShardsAlikeAndHasTheirRowsOneShardAfterAnother()
    {
        foreach (SequenceSource store in new[] { Equal(1000, 4), Ragged(1000, 4) })
        {
            BatchPlan plan = Plan(store, Enumerable.Range(0, 1000), 50, true, new RandomStream(1, 2));
            plan.BeginEpoch(1);
            for (int batch = 0; batch < plan.BatchCount; batch++)
            {
                int[] rows = plan.Rows(batch).ToArray(), ofShards = plan.ShardRows(batch);
                Assert.HasCount(4, ofShards);
                Assert.AreEqual(50, ofShards.Sum());
                Assert.IsTrue(ofShards.All(count => count is 12 or 13), string.Join(' ', ofShards));
                CollectionAssert.AreEqual(
                    ofShards.SelectMany((count, shard) => Enumerable.Repeat(shard, count)).ToArray(),
                    rows.Select(row => row % 4).ToArray());
            }
        }
    }

    // Validation takes more rows of one shard than of another, and so do windows that are left out.
    [TestMethod]
    public void ShardsOfDifferentSizeAreSpreadOverAllBatches()
    {
        int[] rows = [.. Enumerable.Range(0, 1200).Where(row => row % 3 == 0 || row % 6 == 1 || row % 12 == 2)]; // 400, 200 and 100
        BatchPlan plan = Plan(Equal(1200, 3), rows, 35, true, new RandomStream(1, 2));
        plan.BeginEpoch(1);
        Assert.AreEqual(20, plan.BatchCount);
        for (int batch = 0; batch < plan.BatchCount; batch++)
        {
            int[] ofShards = plan.ShardRows(batch);
            Assert.IsTrue(ofShards[0] is >= 19 and <= 21 && ofShards[1] is >= 9 and <= 11 && ofShards[2] is >= 4 and <= 6,
                string.Join(' ', ofShards));
        }
    }

    [TestMethod]
    public void SequencesOfLikeLengthMeetAcrossShards()
    {
        SequenceSource store = Ragged(4000, 4); // 1 to 100 steps, all alike likely
        BatchPlan plan = Plan(store, Enumerable.Range(0, 4000), 32, true, new RandomStream(1, 2));
        plan.BeginEpoch(1);
        int[][] batches = Batches(plan);
        double padding = 1 - (double)batches.Sum(batch =>
            batch.Sum(store.TimeSteps)) / batches.Sum(batch => batch.Length * batch.Max(store.TimeSteps));
        // Each shard's window of 32 batches is 256 rows, sorted: the same piece of it has other lengths in each shard, by the 1 / √256 or
        // so
        // of 100 steps that random numbers differ in. 50 % without a common order.
        Assert.IsLessThan(0.12, padding);
        int[] longest = [.. batches.Select(batch => batch.Max(store.TimeSteps))];
        int rising = longest.Zip(longest.Skip(1)).Count(pair => pair.First < pair.Second);
        Assert.IsInRange(0.35, 0.65, (double)rising / longest.Length, "batches of an epoch do not come by length");
    }

    [TestMethod]
    public void ThePlanFollowsFromTheStreamAndTheEpochWhoeverKeepsTheRows()
    {
        Func<RowShards, SequenceSource>[] stores =
        [
            shards => Equal(500, shards), shards => Ragged(500, shards),
            shards => Store(Enumerable.Range(0, 500).Select(row => 1 + row % 3), shards), // of one length in each shard
        ];
        foreach (Func<RowShards, SequenceSource> storeOf in stores)
        {
            BatchPlan plan = Plan(storeOf(new(3, 0, 3)), Enumerable.Range(0, 500), 16, true, new RandomStream(3, 2));
            List<int[]> orders = [];
            for (int epoch = 1; epoch <= 4; epoch++)
            {
                plan.BeginEpoch(epoch);
                orders.Add(Order(plan));
            }
            for (int epoch = 1; epoch <= 4; epoch++)
            {
                BatchPlan resumed = Plan(storeOf(new(3, 1, 2)), Enumerable.Range(0, 500), 16, true, new RandomStream(3, 2));
                resumed.BeginEpoch(epoch);
                CollectionAssert.AreEqual(orders[epoch - 1], Order(resumed), $"epoch {epoch}");
            }
            CollectionAssert.AreNotEqual(orders[0], orders[1]);
            BatchPlan other = Plan(storeOf(new(3, 0, 3)), Enumerable.Range(0, 500), 16, true, new RandomStream(4, 2));
            other.BeginEpoch(1);
            CollectionAssert.AreNotEqual(orders[0], Order(other));
        }
    }

    [TestMethod]
    public void ShardsShuffleApart()
    {
        BatchPlan plan = Plan(Equal(400, 2), Enumerable.Range(0, 400), 400, true, new RandomStream(1, 2));
        plan.BeginEpoch(1);
        int[] rows = plan.Rows(0).ToArray();
        CollectionAssert.AreNotEqual(rows[..200].Select(row => row / 2).ToArray(), rows[200..].Select(row => row / 2).ToArray());
    }

    private static int[][] Batches(BatchPlan plan) => [.. Enumerable.Range(0, plan.BatchCount).Select(batch => plan.Rows(batch).ToArray())];

    private static int[] Order(BatchPlan plan) => [.. Batches(plan).SelectMany(batch => batch)];

    private static BatchPlan Plan(SequenceSource store, IEnumerable<int> rows, int batchSize, bool shuffle, RandomStream random) =>
        ShardedPlan.Of(store, [.. rows], batchSize, shuffle, random);

    private static ShardedStore Equal(int rows, int shards) => Equal(rows, new RowShards(shards, 0, shards));

    private static ShardedStore Ragged(int rows, int shards) => Ragged(rows, new RowShards(shards, 0, shards));

    private static ShardedStore Equal(int rows, RowShards shards) => Store(Enumerable.Repeat(2, rows), shards);

    private static ShardedStore Ragged(int rows, RowShards shards)
    {
        Random random = new(1);
        return Store(Enumerable.Range(0, rows).Select(_ => random.Next(1, 101)), shards);
    }

    private static ShardedStore Store(IEnumerable<int> steps, RowShards shards)
    {
        ShardedStore store = new(1, shards, isHere => isHere ? new SequenceStore(1) : null, hasWeights: false, windows: null);
        foreach (int count in steps)
            store.Add(new float[count]);
        return store;
    }
}
