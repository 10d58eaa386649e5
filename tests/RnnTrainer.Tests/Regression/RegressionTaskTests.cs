namespace RnnTrainer.Tests.Regression;

/// <summary>Generated tasks whose best answer is known, and is found.</summary>
[TestClass]
public sealed class RegressionTaskTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void ALaggedSumIsLearntInTheLabelsUnit()
    {
        // Without noise: the best answer has no error. The labels' deviation is 50 x 1.29 = 65.
        RnnOptions options = LaggedSums.Options with { Epochs = 60, Schedule = new RnnOneCycleSchedule() };
        RnnTransformer model = Ml.Regression.Trainers.Rnn(options).Fit(LaggedSums.Data(Ml, 1000));
        double error = Ml.Regression.Evaluate(model.Transform(LaggedSums.Data(Ml, 500, seed: 2))).RootMeanSquaredError;
        Assert.IsLessThan(3, error);
    }

    // Sequences without information, 4 of 5 with the number 0 and one with 10: mean 2, median 0; with Huber's loss 4·c = delta.
    [TestMethod]
    [DataRow("Squared", 2)]
    [DataRow("Absolute", 0)]
    [DataRow("Huber(1)", 0.25)]
    [DataRow("Huber(100)", 2)]
    public void TheLossChoosesTheAnswer(string loss, double expected)
    {
        RnnLoss chosen = new[] { RnnLoss.Squared, RnnLoss.Absolute, RnnLoss.Huber(1), RnnLoss.Huber(100) }.Single(one => $"{one}" == loss);
        LaggedSums.Row[] rows = [.. Enumerable.Range(0, 50).Select(i =>
            new LaggedSums.Row { Features = new float[15], Label = i % 5 == 0 ? 10 : 0 })];
        RnnOptions options = LaggedSums.Options with
        {
            Loss = chosen,
            BatchSize = 50,
            Epochs = 800,
            Schedule = new RnnCosineSchedule(),
        };
        float[] scores = Scores(Ml.Regression.Trainers.Rnn(options).Fit(LaggedSums.Data(Ml, rows)), rows);
        Assert.AreEqual(expected, scores[0], 0.02);
    }

    [TestMethod]
    public void TheQuantilesOfAKnownDistributionAreFound()
    {
        // The number is exponential with a mean of 1, or 3 where the first input is set: its quantile q is -mean·ln(1 - q).
        float[] levels = [0.1f, 0.5f, 0.9f];
        Random random = new(3);
        LaggedSums.Row[] rows = [.. Enumerable.Range(0, 4000).Select(i =>
        {
            float[] features = new float[15];
            features[0] = i % 2;
            return new LaggedSums.Row { Features = features, Label = (float)(-(1 + 2 * (i % 2)) * Math.Log(1 - random.NextDouble())) };
        })];
        RnnOptions options = LaggedSums.Options with
        {
            Loss = RnnLoss.Quantiles(levels),
            BatchSize = 200,
            Epochs = 60,
            Schedule = new RnnCosineSchedule(),
        };
        RnnTransformer model = Ml.Regression.Trainers.Rnn(options).Fit(LaggedSums.Data(Ml, rows));
        float[][] scores = [.. model.Transform(LaggedSums.Data(Ml, rows[..2])).GetColumn<float[]>("Score")];
        for (int row = 0; row < 2; row++)
        {
            for (int level = 0; level < levels.Length; level++)
            {
                // Two standard errors of the quantile of 2,000 such numbers, √(q / ((1 - q)·2000)), and the same again to learn it.
                double mean = 1 + 2 * row, q = levels[level], expected = -mean * Math.Log(1 - q);
                Assert.AreEqual(expected, scores[row][level], 4 * mean * Math.Sqrt(q / ((1 - q) * 2000)) + 0.02, $"mean {mean}, level {q}");
            }
        }
    }

    [TestMethod]
    public void EachOfSeveralTargetsIsLearntWhateverItsUnit()
    {
        RnnOptions options = LaggedSums.Options with { LabelColumnName = "Several", Epochs = 60, Schedule = new RnnOneCycleSchedule() };
        RnnTransformer model = Ml.Regression.Trainers.Rnn(options).Fit(LaggedSums.Data(Ml, 1000));
        LaggedSums.Row[] rows = LaggedSums.Rows(300, seed: 2);
        float[][] scores = [.. model.Transform(LaggedSums.Data(Ml, rows)).GetColumn<float[]>("Score")];
        double Error(int target) => Math.Sqrt(rows.Zip(scores, (row, score) => Math.Pow(row.Several[target] - score[target], 2)).Average());
        Assert.IsLessThan(4, Error(0));
        Assert.IsLessThan(4 / LaggedSums.Unit / 1000, Error(1));
        Assert.IsLessThan(0.05, Error(2), "one that never changes");
    }

    private static float[] Scores(RnnTransformer model, LaggedSums.Row[] rows) =>
        [.. model.Transform(LaggedSums.Data(Ml, rows)).GetColumn<float>("Score")];
}
