using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class BatchTests
{
    [TestMethod]
    public void ABatchIsItsRowsInOrder()
    {
        SequenceStore store = Store(hasWeights: true);
        Batch batch = new(store, new[] { 3, 0, 2 }, step: 5, store.Weight);
        Assert.AreEqual((3, 2, 4, 5L), (batch.Count, batch.InputSize, batch.MaxTimeSteps, batch.Step));
        CollectionAssert.AreEqual(new[] { 4, 1, 3 }, Each(batch, batch.TimeSteps));
        CollectionAssert.AreEqual(new[] { 3, 0, 2 }, Each(batch, batch.Row));
        CollectionAssert.AreEqual(new[] { 2, 0.5f, 1.5f }, Each(batch, batch.Weight));
        Assert.AreEqual(4, batch.TotalWeight);
        CollectionAssert.AreEqual(new[] { "30 31 32 33 34 35 36 37", "0 1", "20 21 22 23 24 25" }, Each(batch, i => Values(batch, i)));
    }

    [TestMethod]
    public void ThreadsReadTheSameBits()
    {
        SequenceStore store = Store(hasWeights: false);
        Augmenter augmenter = new(new RnnAugmentation { TimeShift = 1, InputShift = 1, Noise = 0.5f }, 1, 3);
        Batch batch = new(store, Enumerable.Range(0, 400).Select(i => i % 4).ToArray(), step: 9, store.Weight, augmenter);
        string[] alone = Each(batch, i => Values(batch, i)), together = new string[batch.Count];
        Parallel.For(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Values(batch, i));
        CollectionAssert.AreEqual(alone, together);
        Assert.HasCount(400, alone.Distinct().ToArray(), "each place has changes of its own");
    }

    // Row r has r + 1 steps of 2 inputs that count from 10 r, and weight (r + 1) / 2.
    private static SequenceStore Store(bool hasWeights)
    {
        SequenceStore store = new(2, hasWeights);
        for (int r = 0; r < 4; r++)
            store.Add([.. Enumerable.Range(0, 2 * (r + 1)).Select(i => 10f * r + i)], (r + 1) / 2f);
        return store;
    }

    private static T[] Each<T>(Batch batch, Func<int, T> read) => [.. Enumerable.Range(0, batch.Count).Select(read)];

    private static string Values(Batch batch, int i)
    {
        float[] values = new float[batch.TimeSteps(i) * batch.InputSize];
        batch.CopyTo(i, values);
        return string.Join(' ', values);
    }
}
