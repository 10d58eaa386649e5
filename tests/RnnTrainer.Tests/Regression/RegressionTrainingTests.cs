namespace RnnTrainer.Tests.Regression;

/// <summary>What training measures, stands for and starts from.</summary>
[TestClass]
public sealed class RegressionTrainingTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly RnnLoss[] Losses =
        [RnnLoss.Squared, RnnLoss.Absolute, RnnLoss.Huber(30), RnnLoss.Quantiles(0.2f, 0.5f, 0.9f)];

    // Single precision, at numbers around 1000.
    private const double Tolerance = 1e-2;

    [TestMethod]
    public void MetricsAreInTheLabelsUnitAndThoseOfMlNet()
    {
        IDataView train = LaggedSums.Data(Ml, 200), held = LaggedSums.Data(Ml, 70, seed: 2);
        foreach (RnnLoss loss in Losses[..3])
        {
            RnnTransformer model = new RnnRegressionEstimator(Ml, LaggedSums.Options with { Loss = loss }).Fit(train, held);
            Microsoft.ML.Data.RegressionMetrics expected = Ml.Regression.Evaluate(model.Transform(held));
            IReadOnlyDictionary<string, double> last = model.History[^1].Metrics;
            Assert.AreEqual(expected.RootMeanSquaredError, last[RnnMetric.ValidationRootMeanSquaredError], Tolerance, $"{loss}");
            Assert.AreEqual(expected.MeanAbsoluteError, last[RnnMetric.ValidationMeanAbsoluteError], Tolerance, $"{loss}");
            CollectionAssert.AreEqual(new[]
            {
                "Loss", "RootMeanSquaredError", "MeanAbsoluteError", "ValidationLoss", "ValidationRootMeanSquaredError",
                "ValidationMeanAbsoluteError",
            }, last.Keys.ToArray());
        }
    }

    [TestMethod]
    public void NumbersTooSmallForAScoreAreOneToIt()
    {
        foreach (double unit in new[] { 1e-170, 1e-60 })
        {
            LaggedSums.Row[] rows = LaggedSums.Rows(40);
            foreach (LaggedSums.Row row in rows)
                row.Precise *= unit;
            IDataView data = LaggedSums.Data(Ml, rows);
            RnnOptions options = LaggedSums.Options with { LabelColumnName = "Precise", Epochs = 200, LearningRate = 0.003f };
            RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(data);
            foreach (float score in model.Transform(data).GetColumn<float>("Score"))
                Assert.AreEqual(0, score, 0.05, $"{unit}");
        }
    }

    [TestMethod]
    public void TheLossIsThatOfStandardizedNumbers()
    {
        // One batch of all rows: the loss of an epoch is that before its only step, the validation loss that after it.
        LaggedSums.Row[] rows = LaggedSums.Rows(64);
        double mean = rows.Average(row => (double)row.Label);
        double deviation = Math.Sqrt(rows.Average(row => Math.Pow(row.Label - mean, 2)));
        IDataView data = LaggedSums.Data(Ml, rows);
        foreach (RnnLoss loss in Losses)
        {
            RnnRegressionEstimator estimator = new(Ml, LaggedSums.Options with { Loss = loss, BatchSize = 64, Epochs = 2 });
            RnnTransformer model = estimator.Fit(data, data);
            // Training charges quantiles as they come; sorted, as they are scored, they never cost more.
            if (loss.Levels is null)
                Assert.AreEqual(model.History[0].ValidationLoss!.Value, model.History[1].Loss, 1e-4, $"{loss}");
            else
                Assert.IsLessThanOrEqualTo(model.History[1].Loss, model.History[0].ValidationLoss!.Value);
            float[][] scores = model.Transform(data).Numbers();
            double expected = rows.Zip(scores, (row, score) =>
                score.Select((value, i) => Cost(loss, (value - row.Label) / deviation, deviation, i)).Average()).Average();
            Assert.AreEqual(expected, model.History[1].ValidationLoss!.Value, 1e-4, $"{loss}");
        }

        static double Cost(RnnLoss loss, double e, double deviation, int output) =>
            loss.Levels is { } levels ? Math.Max((1 - levels[output]) * e, -levels[output] * e)
            : loss.Delta / deviation is { } delta ? Math.Abs(e) <= delta ? e * e / 2 : delta * (Math.Abs(e) - delta / 2)
            : loss == RnnLoss.Absolute ? Math.Abs(e) : e * e;
    }

    [TestMethod]
    public void AWarmStartGoesOnWhereTrainingEnded()
    {
        IDataView data = LaggedSums.Data(Ml, 64);
        RnnLoss[] losses = [.. Losses.Where(loss => loss.Levels is null), RnnLoss.Quantiles(0.9f)]; // nothing to sort
        foreach ((string label, RnnLoss loss) in losses.Select(loss => ("Label", loss)).Append(("Several", RnnLoss.Squared)))
        {
            RnnOptions options = LaggedSums.Options with { LabelColumnName = label, Loss = loss, BatchSize = 64, Epochs = 20 };
            RnnTransformer first = new RnnRegressionEstimator(Ml, options).Fit(data, data);
            RnnTransformer second = new RnnRegressionEstimator(Ml, options).Fit(data, first);
            Assert.AreEqual(first.History[^1].ValidationLoss!.Value, second.History[0].Loss, 1e-4, $"{label}, {loss}");
            Assert.IsLessThan(second.History[0].Loss, second.History[^1].Loss, $"{label}, {loss}");
        }
    }

    [TestMethod]
    public void ASnapshotSpeaksTheLabelsUnitToo()
    {
        RnnTransformer? snapshot = null;
        IDataView data = LaggedSums.Data(Ml, 64);
        RnnOptions options = LaggedSums.Options with { Progress = report => snapshot = report.Snapshot };
        RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(data);
        CollectionAssert.AreEqual(model.Model.Parameters.ToArray(), snapshot!.Model.Parameters.ToArray());
        Assert.AreEqual(LaggedSums.Mean, snapshot.Transform(data).GetColumn<float>("Score").Average(), LaggedSums.Unit);
    }

    [TestMethod]
    public void EarlyStoppingWatchesAnyMetricAndBringsTheBestNetworkBack()
    {
        IDataView train = LaggedSums.Data(Ml, 60), held = LaggedSums.Data(Ml, 60, seed: 2);
        foreach (string monitor in new[] { RnnMetric.ValidationRootMeanSquaredError, RnnMetric.ValidationMeanAbsoluteError })
        {
            RnnOptions options = LaggedSums.Options with
            {
                Epochs = 200,
                LearningRate = 0.05f,
                EarlyStopping = new RnnEarlyStopping { Monitor = monitor, Patience = 4 },
            };
            RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(train, held);
            Assert.IsLessThan(200, model.History.Count);
            double best = model.History.Min(epoch => epoch.Metrics[monitor]);
            Microsoft.ML.Data.RegressionMetrics metrics = Ml.Regression.Evaluate(model.Transform(held));
            bool isSquared = monitor == RnnMetric.ValidationRootMeanSquaredError;
            Assert.AreEqual(best, isSquared ? metrics.RootMeanSquaredError : metrics.MeanAbsoluteError, Tolerance, monitor);
        }
    }

    [TestMethod]
    public void OnlyRowsThatAreTrainedOnSetTheScale()
    {
        // Held-out rows, and rows of weight 0, have other numbers: nothing about the network knows them.
        LaggedSums.Row[] rows = LaggedSums.Rows(64), ignored = LaggedSums.Rows(8, seed: 2);
        foreach (LaggedSums.Row row in ignored)
            (row.Label, row.Weight) = (1e9f, 0);
        RnnOptions options = LaggedSums.Options with { ExampleWeightColumnName = "Weight", BatchSize = 72, Shuffle = false };
        RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows.Concat(ignored)));
        RnnTransformer without = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows));
        Assert.AreEqual(without.History[0].Loss, model.History[0].Loss, 1e-5);
        RnnTransformer validated = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows), LaggedSums.Data(Ml, ignored));
        CollectionAssert.AreEqual(without.Model.Parameters.ToArray(), validated.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void ARowOfWeightTwoCountsAsTwo()
    {
        LaggedSums.Row[] rows = LaggedSums.Rows(20), twice = LaggedSums.Rows(20);
        foreach (LaggedSums.Row row in twice[..5])
            row.Weight = 2;
        RnnOptions options = LaggedSums.Options with { ExampleWeightColumnName = "Weight", BatchSize = 25, Shuffle = false, Epochs = 1 };
        RnnTransformer weighted = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, twice));
        RnnTransformer repeated = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows.Concat(rows[..5])));
        Assert.AreEqual(repeated.History[0].Loss, weighted.History[0].Loss, 1e-5);
        float[] a = repeated.Model.Parameters.ToArray(), b = weighted.Model.Parameters.ToArray();
        Assert.IsLessThan(1e-4, a.Zip(b, (x, y) => Math.Abs(x - y) / Math.Max(1, Math.Abs(x))).Max());
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(7f)]
    [DataRow(-1e9f)]
    public void ANumberThatNeverChangesIsLearnt(float number)
    {
        LaggedSums.Row[] rows = LaggedSums.Rows(64);
        foreach (LaggedSums.Row row in rows)
            row.Label = number;
        foreach (RnnLoss loss in Losses)
        {
            RnnOptions options = LaggedSums.Options with { Loss = loss, Epochs = 100, Schedule = new RnnCosineSchedule() };
            RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows));
            foreach (float score in model.Transform(LaggedSums.Data(Ml, rows)).Numbers().SelectMany(row => row))
                Assert.AreEqual(number, score, 0.1 + 1e-6 * Math.Abs(number), $"{loss}");
        }
    }

    [TestMethod]
    public void NumbersFarFromZeroLoseNoPrecision()
    {
        // Seconds since 1970, apart by seconds: a Double label is standardised before it is rounded.
        LaggedSums.Row[] rows = LaggedSums.Rows(64);
        foreach (LaggedSums.Row row in rows)
            row.Precise = 1.7e9 + (row.Precise - LaggedSums.Mean) / LaggedSums.Unit;
        RnnOptions options = LaggedSums.Options with { LabelColumnName = "Precise", Epochs = 100 };
        RnnTransformer model = new RnnRegressionEstimator(Ml, options).Fit(LaggedSums.Data(Ml, rows));
        Assert.IsLessThan(0.1, model.History[^1].Loss);
        Assert.IsLessThan(0.5, model.History[^1].Metrics[RnnMetric.RootMeanSquaredError]);
    }
}
