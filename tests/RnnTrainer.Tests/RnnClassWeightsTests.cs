using RnnTrainer.Data;
using RnnTrainer.Tasks;
namespace RnnTrainer.Tests;

[TestClass]
public sealed class RnnClassWeightsTests
{
    [TestMethod]
    public void BalancedClassesCountAlike()
    {
        // scikit-learn 1.7, compute_class_weight("balanced", classes=[0, 1, 2], y=[0] * 6 + [1] * 3 + [2]): 0.5555..., 1.1111..., 3.3333...
        float[] weights = For(RnnClassWeights.Balanced, Store(6, 3, 1), 3);
        float[] expected = [10 / 18f, 10 / 9f, 10 / 3f];
        for (int c = 0; c < 3; c++)
            Assert.AreEqual(expected[c], weights[c], 1e-6f);
        CollectionAssert.AreEqual(new float[] { 1, 0, 1 }, For(RnnClassWeights.Balanced, Store(4, 0, 4), 3), "a class that does not occur");
    }

    [TestMethod]
    public void GivenWeightsAreUsedAsTheyAre()
    {
        float[] given = [1, 2.5f, 0];
        RnnClassWeights weights = RnnClassWeights.Of(given);
        given[0] = 99;
        CollectionAssert.AreEqual(new[] { 1, 2.5f, 0 }, For(weights, Store(1, 1, 1), 3));
        Assert.AreEqual("Of(1, 2.5, 0)", weights.ToString());
        Assert.AreEqual("Balanced", RnnClassWeights.Balanced.ToString());
    }

    [TestMethod]
    public void EqualityIsByValue()
    {
        Assert.AreEqual(RnnClassWeights.Of(1, 2), RnnClassWeights.Of(1, 2));
        Assert.AreEqual(RnnClassWeights.Of(1, 2).GetHashCode(), RnnClassWeights.Of(1, 2).GetHashCode());
        Assert.AreNotEqual(RnnClassWeights.Of(1, 2), RnnClassWeights.Of(2, 1));
        Assert.AreNotEqual(RnnClassWeights.Of(1, 1), RnnClassWeights.Balanced);
        Assert.AreEqual(new RnnOptions { ClassWeights = RnnClassWeights.Of(1, 2) },
            new RnnOptions { ClassWeights = RnnClassWeights.Of(1, 2) });
    }

    [TestMethod]
    public void ImpossibleWeightsAreRefused()
    {
        foreach (float weight in new[] { -1f, float.NaN, float.PositiveInfinity })
        {
            string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RnnClassWeights.Of(1, weight)).Message;
            StringAssert.Contains(message, "class 1");
        }
        Assert.ThrowsExactly<ArgumentException>(() => RnnClassWeights.Of(0, 0));
        Assert.ThrowsExactly<ArgumentException>(() => RnnClassWeights.Of());
        Assert.ThrowsExactly<ArgumentNullException>(() => RnnClassWeights.Of(null!));
        string none = Assert.ThrowsExactly<RnnOptionException>(() => For(RnnClassWeights.Of(0, 1), Store(3, 0), 2)).Message;
        StringAssert.Contains(none, "Of(0, 1)");
    }

    [TestMethod]
    public void BalancedCountsLabelledSteps()
    {
        ClassifiedRows rows = new(1, areOfSteps: true);
        rows.Add([1, 1, 1, 1], [0, 0, Targets.None, 0]);
        rows.Add([1, 1], [1, Targets.None]);
        CollectionAssert.AreEqual(new[] { 4 / (2 * 3f), 4 / (2 * 1f) }, For(RnnClassWeights.Balanced, rows, 2));
    }

    private static float[] For(RnnClassWeights weights, ClassifiedRows rows, int classes) =>
        ClassWeighting.Of(weights, rows.Data, [.. Enumerable.Range(0, rows.Store.Count)], classes);

    private static ClassifiedRows Store(params int[] rowsOfClass)
    {
        ClassifiedRows store = new(1);
        for (int c = 0; c < rowsOfClass.Length; c++)
        {
            for (int r = 0; r < rowsOfClass[c]; r++)
                store.Add([1], c);
        }
        return store;
    }
}
