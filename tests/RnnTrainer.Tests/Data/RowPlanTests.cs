using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class RowPlanTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(1000, 32)]
    [DataRow(1024, 32)]
    [DataRow(5000, 7)]
    [DataRow(10, 1)]
    [DataRow(10, 50)]
    [DataRow(1, 1)]
    [DataRow(40, int.MaxValue)]
    public void EachRowComesOnceAnEpoch(int rows, int batchSize)
    {
        foreach (SequenceStore store in new[] { Equal(rows), Ragged(rows) })
        {
            foreach (bool shuffle in new[] { false, true })
            {
                RowPlan plan = Plan(store, batchSize, shuffle, new RandomStream(1, 2));
                for (int epoch = 1; epoch <= 3; epoch++)
                {
                    plan.BeginEpoch(epoch);
                    int[][] batches = Batches(plan);
                    CollectionAssert.AreEquivalent(Enumerable.Range(0, rows).ToArray(), batches.SelectMany(batch => batch).ToArray());
                    Assert.HasCount((int)((rows + (batchSize - 1L)) / batchSize), batches);
                    Assert.IsLessThanOrEqualTo(1, batches.Count(batch => batch.Length != batchSize), "smaller batches");
                }
            }
        }
    }

    [TestMethod]
    public void EqualLengthsComeInShuffledOrderBatchAfterBatch()
    {
        RandomStream random = new(7, 2);
        RowPlan plan = Plan(Equal(90), 16, true, new RandomStream(7, 2));
        int[] order = [.. Enumerable.Range(0, 90)];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            random.Shuffle(order);
            plan.BeginEpoch(epoch);
            CollectionAssert.AreEqual(order, Order(plan));
            Assert.HasCount(90 % 16, Batches(plan)[^1]);
        }
    }

    [TestMethod]
    public void WithoutShufflingTheOrderIsTheFiles()
    {
        RowPlan plan = Plan(Ragged(90), 16, false, new RandomStream(7, 2));
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            plan.BeginEpoch(epoch);
            CollectionAssert.AreEqual(Enumerable.Range(0, 90).ToArray(), Order(plan));
        }
    }

    [TestMethod]
    public void BucketsLeaveLittlePadding()
    {
        SequenceStore store = Ragged(4000); // 1 to 100 steps, all alike likely
        RowPlan bucketed = Plan(store, 32, true, new RandomStream(1, 2));
        bucketed.BeginEpoch(1);
        int[] shuffled = [.. Enumerable.Range(0, store.Count)];
        new RandomStream(1, 2).Shuffle(shuffled);

        double ours = PaddingShare(store, Batches(bucketed)), plain = PaddingShare(store, [.. shuffled.Chunk(32)]);
        TestContext.WriteLine($"padding: {ours:0.000} bucketed, {plain:0.000} shuffled only");
        Assert.IsGreaterThan(0.4, plain);
        // Sorted windows of 32 batches: lengths within a batch differ by 100 / 32 steps, padding is half of that in 50.
        Assert.IsLessThan(0.05, ours);
    }

    [TestMethod]
    public void ABatchIsMadeOfOtherRowsInEachEpoch()
    {
        foreach (SequenceStore store in new[] { Equal(2000), Ragged(2000) })
        {
            RowPlan plan = Plan(store, 16, true, new RandomStream(1, 2));
            HashSet<string> seen = [];
            for (int epoch = 1; epoch <= 5; epoch++)
            {
                plan.BeginEpoch(epoch);
                foreach (int[] batch in Batches(plan))
                    Assert.IsTrue(seen.Add(string.Join(' ', batch.Order())), "the same companions again");
            }
        }
    }

    [TestMethod]
    public void BatchesOfAnEpochDoNotComeByLength()
    {
        SequenceStore store = Ragged(4000);
        RowPlan plan = Plan(store, 32, true, new RandomStream(1, 2));
        plan.BeginEpoch(1);
        int[] longest = [.. Batches(plan).Select(batch => batch.Max(store.TimeSteps))];
        int rising = longest.Zip(longest.Skip(1)).Count(pair => pair.First < pair.Second);
        Assert.IsInRange(0.35, 0.65, (double)rising / longest.Length); // of random neighbours half rise, 124 of them: ± 0.045
    }

    [TestMethod]
    public void ThePlanFollowsFromTheStreamAndTheEpoch()
    {
        foreach (SequenceStore store in new[] { Equal(500), Ragged(500) })
        {
            RowPlan plan = Plan(store, 16, true, new RandomStream(3, 2));
            List<int[]> orders = [];
            for (int epoch = 1; epoch <= 4; epoch++)
            {
                plan.BeginEpoch(epoch);
                orders.Add(Order(plan));
            }
            for (int epoch = 1; epoch <= 4; epoch++)
            {
                RowPlan resumed = Plan(store, 16, true, new RandomStream(3, 2));
                resumed.BeginEpoch(epoch);
                CollectionAssert.AreEqual(orders[epoch - 1], Order(resumed), $"epoch {epoch}");
            }
            CollectionAssert.AreNotEqual(orders[0], orders[1]);
            RowPlan other = Plan(store, 16, true, new RandomStream(4, 2));
            other.BeginEpoch(1);
            CollectionAssert.AreNotEqual(orders[0], Order(other));
        }
    }

    private static int[][] Batches(RowPlan plan) => [.. Enumerable.Range(0, plan.BatchCount).Select(batch => plan.Rows(batch).ToArray())];

    private static int[] Order(RowPlan plan) => [.. Batches(plan).SelectMany(batch => batch)];

    private static double PaddingShare(SequenceStore store, int[][] batches) =>
        1 - (double)batches.Sum(batch => batch.Sum(store.TimeSteps)) / batches.Sum(batch => batch.Length * batch.Max(store.TimeSteps));

    private static SequenceStore Equal(int rows) => Store(Enumerable.Repeat(2, rows));

    private static SequenceStore Ragged(int rows)
    {
        Random random = new(1);
        return Store(Enumerable.Range(0, rows).Select(_ => random.Next(1, 101)));
    }

    private static RowPlan Plan(SequenceStore store, int batchSize, bool shuffle, RandomStream random) =>
        new(store, [.. Enumerable.Range(0, store.Count)], batchSize, shuffle, random);

    private static SequenceStore Store(IEnumerable<int> steps)
    {
        SequenceStore store = new(1);
        foreach (int count in steps)
            store.Add(new float[count]);
        return store;
    }
}
