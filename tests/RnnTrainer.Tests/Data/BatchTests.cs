using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class BatchTests
{
    [TestMethod]
    public void ABatchIsItsRowsInOrder()
    {
        ClassifiedRows rows = Rows(hasWeights: true);
        Batch batch = new(rows.Data, rows.Input, new[] { 3, 0, 2 }, step: 5, rows.Loss().Weight);
        Assert.AreEqual((3, 2, 4, 5L), (batch.Count, batch.InputSize, batch.MaxTimeSteps, batch.Step));
        CollectionAssert.AreEqual(new[] { 4, 1, 3 }, Each(batch, batch.TimeSteps));
        CollectionAssert.AreEqual(new[] { 3, 0, 2 }, Each(batch, i => batch.Target(i, at: 0)));
        CollectionAssert.AreEqual(new[] { 2, 0.5f, 1.5f }, Each(batch, i => batch.Weight(i, batch.Target(i, at: 0))));
        Assert.AreEqual(4, batch.TotalWeight);
        CollectionAssert.AreEqual(new[] { "30 31 32 33 34 35 36 37", "0 1", "20 21 22 23 24 25" }, Each(batch, i => Values(batch, i)));
    }

    [TestMethod]
    public void TargetsOfStepsMoveWithTheirSteps()
    {
        ClassifiedRows rows = new(1, hasWeights: true, areOfSteps: true);
        rows.Add([10, 11, 12, 13], [0, 1, Targets.None, 3], weight: 0.5f);
        Batch plain = new(rows.Data, rows.Input, new[] { 0 }, step: 1, rows.Loss().Weight);
        CollectionAssert.AreEqual(new[] { 0, 1, Targets.None, 3 }, Enumerable.Range(0, 4).Select(at => plain.Target(0, at)).ToArray());
        Assert.AreEqual((true, 4, 1.5), (plain.HasStepTargets, plain.TargetSteps(0), plain.TotalWeight));

        Augmenter augmenter = new(new RnnAugmentation { TimeShift = 2 }, 1, 3);
        HashSet<int> shifts = [];
        for (int step = 0; step < 40; step++)
        {
            Batch batch = new(rows.Data, rows.Input, new[] { 0 }, step, target => 1 + target, augmenter);
            float[] moved = new float[4];
            batch.CopyTo(0, moved);
            double weight = 0;
            for (int at = 0; at < 4; at++)
            {
                // A value says which step it was; what was left behind is 0.
                int was = moved[at] == 0 ? -1 : (int)moved[at] - 10, target = batch.Target(0, at);
                Assert.AreEqual(was is -1 or 2 ? Targets.None : was, target, $"step {step}, at {at}");
                weight += target == Targets.None ? 0 : 0.5 * (1 + target);
            }
            Assert.AreEqual(weight, batch.TotalWeight);
            shifts.Add(augmenter.TimeShift(step, 0));
        }
        CollectionAssert.AreEquivalent(new[] { -2, -1, 0, 1, 2 }, shifts.ToArray());
    }

    [TestMethod]
    public void ThreadsReadTheSameBits()
    {
        ClassifiedRows rows = Rows(hasWeights: false);
        Augmenter augmenter = new(new RnnAugmentation { TimeShift = 1, InputShift = 1, Noise = 0.5f }, 1, 3);
        Batch batch = new(rows.Data, rows.Input, Enumerable.Range(0, 400).Select(i => i % 4).ToArray(), step: 9,
            rows.Loss().Weight, augmenter);
        string[] alone = Each(batch, i => Values(batch, i)), together = new string[batch.Count];
        Parallel.For(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Values(batch, i));
        CollectionAssert.AreEqual(alone, together);
        Assert.HasCount(400, alone.Distinct().ToArray(), "each place has changes of its own");
    }

    // Row r has r + 1 steps of 2 inputs that count from 10 r, and weight (r + 1) / 2.
    private static ClassifiedRows Rows(bool hasWeights)
    {
        ClassifiedRows rows = new(2, hasWeights);
        for (int r = 0; r < 4; r++)
            rows.Add([.. Enumerable.Range(0, 2 * (r + 1)).Select(i => 10f * r + i)], 0, (r + 1) / 2f);
        return rows;
    }

    private static T[] Each<T>(Batch batch, Func<int, T> read) => [.. Enumerable.Range(0, batch.Count).Select(read)];

    private static string Values(Batch batch, int i)
    {
        float[] values = new float[batch.TimeSteps(i) * batch.InputSize];
        batch.CopyTo(i, values);
        return string.Join(' ', values);
    }
}
