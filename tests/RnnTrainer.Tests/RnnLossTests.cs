namespace RnnTrainer.Tests;

[TestClass]
public sealed class RnnLossTests
{
    [TestMethod]
    public void EqualityIsByValue()
    {
        RnnLoss[] different =
        [
            RnnLoss.Squared, RnnLoss.Absolute, RnnLoss.Huber(1), RnnLoss.Huber(2), RnnLoss.Quantiles(0.5f), RnnLoss.Quantiles(0.1f, 0.9f),
        ];
        CollectionAssert.AllItemsAreUnique(different);
        Assert.AreEqual(RnnLoss.Huber(2), RnnLoss.Huber(2));
        Assert.AreEqual(RnnLoss.Quantiles(0.1f, 0.9f), RnnLoss.Quantiles(0.1f, 0.9f));
        Assert.AreEqual(RnnLoss.Quantiles(0.1f, 0.9f).GetHashCode(), RnnLoss.Quantiles(0.1f, 0.9f).GetHashCode());
        Assert.AreEqual(new RnnOptions { Loss = RnnLoss.Quantiles(0.5f) }, new RnnOptions { Loss = RnnLoss.Quantiles(0.5f) });
    }

    [TestMethod]
    public void LevelsAreCopied()
    {
        float[] levels = [0.25f, 0.75f];
        RnnLoss loss = RnnLoss.Quantiles(levels);
        levels[0] = 0.5f;
        CollectionAssert.AreEqual(new[] { 0.25f, 0.75f }, loss.Levels!.ToArray());
    }

    [TestMethod]
    public void TheTextIsTheCallThatMakesIt() => CollectionAssert.AreEqual(
        new[] { "Squared", "Absolute", "Huber(0.5)", "Quantiles(0.1, 0.5)" },
        new[] { RnnLoss.Squared, RnnLoss.Absolute, RnnLoss.Huber(0.5f),
            RnnLoss.Quantiles(0.1f, 0.5f) }.Select(loss => $"{loss}").ToArray());

    [TestMethod]
    [DataRow(0f)]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void ImpossibleDeltasAreRefused(float delta) =>
        Assert.AreEqual(nameof(RnnOptions.Loss), Assert.ThrowsExactly<RnnOptionException>(() => RnnLoss.Huber(delta)).Option);

    [TestMethod]
    [DataRow(new float[0])]
    [DataRow(new[] { 0f })]
    [DataRow(new[] { 1f })]
    [DataRow(new[] { float.NaN })]
    [DataRow(new[] { 0.5f, 0.5f })]
    [DataRow(new[] { 0.9f, 0.1f })]
    public void ImpossibleLevelsAreRefused(float[] levels) =>
        Assert.AreEqual(nameof(RnnOptions.Loss), Assert.ThrowsExactly<RnnOptionException>(() => RnnLoss.Quantiles(levels)).Option);
}
