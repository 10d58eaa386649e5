namespace RnnTrainer.Tests.Evaluation;

/// <summary>Several values a row, and a value for each step.</summary>
[TestClass]
public sealed class ValueEvaluationTests
{
    private const float NaN = float.NaN;

    private static readonly RegressionCatalog Regression = EvaluatedRows.Ml.Regression;

    [TestMethod]
    public void EachOutputAndTheirMeans()
    {
        RnnMultiOutputMetrics metrics = Regression.EvaluateOutputs(EvaluatedRows.Numbers([([1, 10], [2, 10]), ([3, 30], [3, 20])], 2, 2));
        Assert.HasCount(2, metrics.Outputs);
        // Errors -1 and 0, deviations from the mean -1 and 1; then 0 and 10, -10 and 10.
        Check(metrics.Outputs[0], "Label[0]", mae: 0.5, rmse: Math.Sqrt(0.5), rSquared: 0.5, count: 2);
        Check(metrics.Outputs[1], "Label[1]", mae: 5, rmse: Math.Sqrt(50), rSquared: 0.5, count: 2);
        Assert.AreEqual(2.75, metrics.MeanAbsoluteError);
        Assert.AreEqual((Math.Sqrt(0.5) + Math.Sqrt(50)) / 2, metrics.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(0.5, metrics.RSquared, 1e-12);
        Assert.AreEqual("""
            Output     MAE     RMSE      R²  Count
            --------------------------------------
            Label[0]   0.5  0.70711  0.5000      2
            Label[1]     5   7.0711  0.5000      2
            --------------------------------------
            Mean      2.75   3.8891  0.5000      4
            """, metrics.ToString());
    }

    // ML.NET's own metrics of each slot, as a column of its own, are the reference.
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1e6)]
    public void EachOutputIsMeasuredAsMlNetMeasuresASingleOne(double offset)
    {
        Random random = new(3);
        (float[], float[])[] rows = [.. Enumerable.Range(0, 50).Select(_ =>
        {
            float[] labels = [.. Enumerable.Range(0, 3).Select(slot => (float)(offset + slot * random.NextDouble()))];
            return (labels, (float[])[.. labels.Select(label => (float)(label + random.NextDouble() - 0.5))]);
        })];
        RnnMultiOutputMetrics metrics = Regression.EvaluateOutputs(EvaluatedRows.Numbers(rows, 3, 3));
        for (int slot = 0; slot < 3; slot++)
        {
            IDataView single = EvaluatedRows.Ml.Data.LoadFromEnumerable(
                rows.Select(row => new Pair { Label = row.Item1[slot], Score = row.Item2[slot] }));
            RegressionMetrics reference = Regression.Evaluate(single);
            RnnOutputMetrics output = metrics.Outputs[slot];
            Assert.AreEqual(reference.MeanAbsoluteError, output.MeanAbsoluteError, 1e-6);
            Assert.AreEqual(reference.RootMeanSquaredError, output.RootMeanSquaredError, 1e-6);
            double mean = rows.Average(row => (double)row.Item1[slot]), spread = rows.Sum(row => Math.Pow(row.Item1[slot] - mean, 2));
            double errors = rows.Sum(row => Math.Pow((double)row.Item1[slot] - row.Item2[slot], 2));
            if (spread == 0) // the first slot's labels are all the offset
                Assert.IsTrue(double.IsNaN(output.RSquared));
            else
                Assert.AreEqual(1 - errors / spread, output.RSquared, 1e-9);
        }
        Assert.AreEqual((metrics.Outputs[1].RSquared + metrics.Outputs[2].RSquared) / 2, metrics.RSquared, 1e-12, "NaN does not count");
    }

    [TestMethod]
    public void NamesAreThoseOfTheSlots()
    {
        IDataView named = EvaluatedRows.Numbers([([1, 2], [1, 2])], 2, 2, ["height", "width"]);
        string[] names = [.. Regression.EvaluateOutputs(named).Outputs.Select(output => output.Name)];
        CollectionAssert.AreEqual(new[] { "height", "width" }, names);
    }

    [TestMethod]
    public void MissingLabelsCountForNothingAndMissingScoresApart()
    {
        RnnMultiOutputMetrics metrics = Regression.EvaluateOutputs(
            EvaluatedRows.Numbers([([1, NaN], [2, 5]), ([3, 4], [3, NaN]), ([5, 6], [NaN, 8])], 2, 2));
        Check(metrics.Outputs[0], "Label[0]", mae: 0.5, rmse: Math.Sqrt(0.5), rSquared: 0.5, count: 2, unscored: 1);
        Check(metrics.Outputs[1], "Label[1]", mae: 2, rmse: 2, rSquared: double.NaN, count: 1, unscored: 1);
    }

    [TestMethod]
    public void AllStepsAreMeasuredTogether()
    {
        RnnOutputMetrics metrics = Regression.EvaluateSteps(
            EvaluatedRows.Numbers([([1, 3], [2, 3]), ([NaN, NaN, 5], [0, 0, 8]), ([], [])]));
        Check(metrics, "Label", mae: 4.0 / 3, rmse: Math.Sqrt(10.0 / 3), rSquared: 1 - 10.0 / 8, count: 3);
    }

    // A length column leaves scores of NaN behind the end; a label column may end there, or have missing labels.
    [TestMethod]
    public void WhatLiesBehindASequencesEndMayBeMissingOnOneSide()
    {
        RnnOutputMetrics metrics = Regression.EvaluateSteps(EvaluatedRows.Numbers([([1, 3], [2, 3, NaN, NaN]), ([5, NaN, NaN], [8])]));
        Check(metrics, "Label", mae: 4.0 / 3, rmse: Math.Sqrt(10.0 / 3), rSquared: 1 - 10.0 / 8, count: 3);
    }

    private static void Check(RnnOutputMetrics actual, string name, double mae, double rmse, double rSquared, long count, long unscored = 0)
    {
        Assert.AreEqual((name, count, unscored), (actual.Name, actual.Count, actual.UnscoredCount));
        Assert.AreEqual(mae, actual.MeanAbsoluteError, 1e-12);
        Assert.AreEqual(rmse, actual.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(rSquared, actual.RSquared, 1e-12);
    }

    private sealed class Pair
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
