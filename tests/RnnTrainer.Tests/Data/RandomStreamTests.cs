using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class RandomStreamTests
{
    [TestMethod]
    public void SameSeedAndPurposeGiveTheSameNumbers()
    {
        CollectionAssert.AreEqual(Draw(7, 1), Draw(7, 1));
        CollectionAssert.AreNotEqual(Draw(7, 1), Draw(8, 1));
        CollectionAssert.AreNotEqual(Draw(7, 1), Draw(7, 2));
        CollectionAssert.AreNotEqual(Draw(-1, 1), Draw(1, 1));
    }

    [TestMethod]
    public void NextBelowIsUniform()
    {
        RandomStream random = new(1, 1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;
        foreach (int count in counts)
            Assert.AreEqual(10_000, count, 400); // 4 standard deviations of √(70,000 · 1/7 · 6/7) = 93
    }

    [TestMethod]
    public void ShuffleIsAPermutationAndReachesEveryOne()
    {
        RandomStream random = new(1, 1);
        HashSet<string> orders = [];
        for (int i = 0; i < 1000; i++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle(items);
            CollectionAssert.AreEquivalent(new[] { 0, 1, 2, 3 }, items);
            orders.Add(string.Join("", items));
        }
        Assert.HasCount(24, orders);
    }

    [TestMethod]
    public void NormalNumbersHaveMeanZeroAndVarianceOne()
    {
        RandomStream random = new(1, 1);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextNormal())];
        Assert.AreEqual(0, values.Average(), 4 / Math.Sqrt(40_000));
        Assert.AreEqual(1, values.Average(value => value * value), 4 * Math.Sqrt(2.0 / 40_000));
    }

    private static ulong[] Draw(int seed, uint purpose)
    {
        RandomStream random = new(seed, purpose);
        return [.. Enumerable.Range(0, 10).Select(_ => random.NextUInt64())];
    }
}
