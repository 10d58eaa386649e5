namespace RnnTrainer.Tests.Evaluation;

/// <summary>Quantiles of a value a row, and of a value for each step.</summary>
[TestClass]
public sealed class QuantileEvaluationTests
{
    private static readonly string[] Slots = ["Quantile-0.1", "Quantile-0.5", "Quantile-0.9"];
    private static readonly RegressionCatalog Regression = EvaluatedRows.Ml.Regression;

    [TestMethod]
    public void LevelsComeFromTheSlotNames()
    {
        RnnQuantileMetrics metrics = Regression.EvaluateQuantiles(EvaluatedRows.Numbers(
            [([10], [5, 10, 20]), ([30], [5, 20, 25]), ([0], [5, 10, 20]), ([float.NaN], [1, 2, 3]), ([1], [float.NaN, 2, 3])],
            labels: null, scores: 3, Slots));
        CollectionAssert.AreEqual(new[] { 0.1f, 0.5f, 0.9f }, metrics.Levels.Select(level => level.Level).ToArray());
        // Errors of the labels 10, 30 and 0: 5, 25, -5; 0, 10, -10; -10, 5, -20.
        CheckLevel(metrics.Levels[0], pinball: (0.5 + 2.5 + 4.5) / 3, coverage: 1 / 3.0);
        CheckLevel(metrics.Levels[1], pinball: (0 + 5 + 5) / 3.0, coverage: 2 / 3.0);
        CheckLevel(metrics.Levels[2], pinball: (1 + 4.5 + 2) / 3, coverage: 2 / 3.0);
        Assert.AreEqual((7.5 + 10 + 7.5) / 9, metrics.PinballLoss, 1e-6);
        Assert.AreEqual(1 / 3.0, metrics.Coverage, 1e-12);
        Assert.AreEqual(0.8, metrics.NominalCoverage, 1e-6);
        Assert.AreEqual((3L, 1L), (metrics.Count, metrics.UnscoredCount));
        Assert.AreEqual("""
            Quantile  Pinball loss  Coverage
            --------------------------------
            0.1                2.5    0.3333
            0.5             3.3333    0.6667
            0.9                2.5    0.6667
            --------------------------------
            Mean            2.7778

            3 labels, 0.3333 of them in the outer band (nominally 0.8000)
            """, metrics.ToString());
    }

    [TestMethod]
    public void TheQuantilesOfStepsLieOneStepAfterTheOther()
    {
        RnnQuantileMetrics whole = Regression.EvaluateQuantiles(
            EvaluatedRows.Numbers([([1], [0, 2]), ([5], [6, 7]), ([3], [3, 3])], 1, 2), levels: [0.25f, 0.75f]);
        RnnQuantileMetrics steps = Regression.EvaluateQuantiles(
            EvaluatedRows.Numbers([([1, 5], [0, 2, 6, 7]), ([3], [3, 3, float.NaN, float.NaN])]), levels: [0.25f, 0.75f]);
        Assert.AreEqual(whole.ToString(), steps.ToString());
        Assert.AreEqual(2 / 3.0, whole.Coverage, 1e-12, "the band's ends belong to it");
    }

    [TestMethod]
    public void TheMediansLossIsHalfTheAbsoluteErrorAndHasNoBand()
    {
        RnnQuantileMetrics metrics = Regression.EvaluateQuantiles(EvaluatedRows.Numbers([([1], [3]), ([5], [4])], 1, 1), levels: [0.5f]);
        Assert.AreEqual((2 + 1) / 2.0 / 2, metrics.PinballLoss, 1e-12);
        Assert.IsTrue(double.IsNaN(metrics.Coverage) && double.IsNaN(metrics.NominalCoverage));
        StringAssert.EndsWith(metrics.ToString(), "2 labels");
    }

    // The true quantiles of uniform numbers, and their pinball loss: level (1 - level) / 2.
    [TestMethod]
    public void TrueQuantilesOfAKnownDistributionAreCalibrated()
    {
        Random random = new(5);
        (float[], float[])[] rows =
            [.. Enumerable.Range(0, 20_000).Select(_ => ((float[])[random.NextSingle()], (float[])[0.1f, 0.5f, 0.9f]))];
        RnnQuantileMetrics metrics = Regression.EvaluateQuantiles(EvaluatedRows.Numbers(rows, 1, 3, Slots));
        Assert.AreEqual(0.8, metrics.Coverage, 0.01);
        foreach (RnnQuantileLevelMetrics level in metrics.Levels)
        {
            Assert.AreEqual(level.Level, level.Coverage, 0.01);
            Assert.AreEqual(level.Level * (1 - level.Level) / 2, level.PinballLoss, 0.003);
        }
    }

    [TestMethod]
    public void LevelsThatAreNoneAreRefused()
    {
        IDataView data = EvaluatedRows.Numbers([([1], [0, 2])], 1, 2);
        foreach (float[] levels in (float[][])[[], [0.5f, 0.1f], [0.1f, 0.1f], [0, 0.5f], [0.5f, 1], [float.NaN, 0.5f], [0.5f, float.NaN]])
            Assert.ThrowsExactly<ArgumentException>(() => Regression.EvaluateQuantiles(data, levels: levels), string.Join(", ", levels));
        foreach (string[]? slots in (string[]?[])[null, ["low", "high"], ["Quantile-0.9", "Quantile-0.1"], ["Quantile-a", "Quantile-b"]])
        {
            RnnColumnException error = Assert.ThrowsExactly<RnnColumnException>(
                () => Regression.EvaluateQuantiles(EvaluatedRows.Numbers([([1], [0, 2])], 1, 2, slots)));
            Assert.AreEqual("Score", error.ColumnName);
        }
    }

    // 0.1 as Single is larger by 1.5e-9.
    private static void CheckLevel(RnnQuantileLevelMetrics actual, double pinball, double coverage)
    {
        Assert.AreEqual(pinball, actual.PinballLoss, 1e-6);
        Assert.AreEqual(coverage, actual.Coverage, 1e-12);
    }
}
