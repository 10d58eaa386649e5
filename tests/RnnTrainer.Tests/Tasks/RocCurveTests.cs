using RnnTrainer.Tasks;

namespace RnnTrainer.Tests.Tasks;

[TestClass]
public sealed class RocCurveTests
{
    [TestMethod]
    [DataRow(1000)] // few ties
    [DataRow(3)] // little but ties
    [DataRow(1)] // nothing else
    public void TheAreaIsTheShareOfPairsInOrder(int differentScores)
    {
        Random random = new(differentScores);
        for (int rows = 2; rows < 60; rows++)
        {
            float[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(differentScores) - differentScores / 2f)];
            bool[] arePositive = [.. Enumerable.Range(0, rows).Select(row => row == 0 || row > 1 && random.Next(3) == 0)]; // some of either
            double won = (from i in Enumerable.Range(0, rows)
                          from j in Enumerable.Range(0, rows)
                          where arePositive[i] && !arePositive[j]
                          select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0).Average();
            Assert.AreEqual(won, RocCurve.Area([.. scores], [.. arePositive]), 1e-15, $"{rows} rows");
        }
    }

    // scikit-learn's example of roc_auc_score, https://scikit-learn.org/stable/modules/model_evaluation.html: 0.75.
    [TestMethod]
    public void ScikitLearnsExampleComesToTheSame() =>
        Assert.AreEqual(0.75, RocCurve.Area([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]));

    [TestMethod]
    public void ABillionPairsAreCountedExactly()
    {
        const int Rows = 200_000;
        float[] scores = [.. Enumerable.Range(0, Rows).Select(row => (float)row)];
        bool[] arePositive = [.. Enumerable.Range(0, Rows).Select(row => row >= Rows / 2)];
        (arePositive[Rows / 2], arePositive[Rows / 2 - 1]) = (false, true); // one pair of 10¹⁰ lost
        Assert.AreEqual(1 - 1e-10, RocCurve.Area(scores, arePositive));
    }

    [TestMethod]
    public void WithoutPairsOrWithNotANumberThereIsNone()
    {
        Assert.IsTrue(double.IsNaN(RocCurve.Area([], [])));
        Assert.IsTrue(double.IsNaN(RocCurve.Area([1, 2], [true, true])));
        Assert.IsTrue(double.IsNaN(RocCurve.Area([1, 2], [false, false])));
        Assert.IsTrue(double.IsNaN(RocCurve.Area([1, float.NaN, 3], [false, true, true])));
    }
}
