namespace RnnTrainer.Tests.Regression;

/// <summary>Labels and options that a regression cannot use, and those that it leaves out.</summary>
[TestClass]
public sealed class RegressionInputTests
{
    [TestMethod]
    [DataRow("Label")]
    [DataRow("Several")]
    public void RowsWithoutALabelAreLeftOutAndCounted(string label)
    {
        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        LaggedSums.Row[] rows = LaggedSums.Rows(40), some = LaggedSums.Rows(40);
        some[0].Label = some[7].Label = float.NaN;
        some[0].Several = some[7].Several = [double.NaN, double.NaN, double.NaN];
        RnnRegressionEstimator estimator = new(ml, LaggedSums.Options with { LabelColumnName = label });
        float[] expected = estimator.Fit(LaggedSums.Data(ml, rows.Where((_, i) => i is not (0 or 7)))).Model.Parameters.ToArray();
        Assert.IsFalse(log.Any(line => line.Contains("Left out", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(expected, estimator.Fit(LaggedSums.Data(ml, some)).Model.Parameters.ToArray());
        string warning = $"Skipped 2 rows whose label is missing (NaN of column '{label}')";
        Assert.IsTrue(log.Any(line => line.Contains(warning, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ALabelThatCannotBeScoredNamesItsRow()
    {
        MLContext ml = new();
        LaggedSums.Row[] rows = LaggedSums.Rows(9);
        rows[4].Label = float.PositiveInfinity;
        rows[5].Precise = 1e39; // beyond a Single
        rows[6].Several[1] = double.NaN;
        foreach ((string label, int row, string value) in new[]
        {
            ("Label", 5, "Infinity"), ("Precise", 6, "1E+39"), ("Several", 7, "NaN at index 1"),
        })
        {
            RnnRegressionEstimator estimator = new(ml, LaggedSums.Options with { LabelColumnName = label });
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => estimator.Fit(LaggedSums.Data(ml, rows)));
            Assert.AreEqual(((long)row, label, false), (error.Row, error.ColumnName, error.IsValidation));
            StringAssert.Contains(error.Message, value);
            error = Assert.ThrowsExactly<RnnRowException>(() => estimator.Fit(LaggedSums.Data(ml), LaggedSums.Data(ml, rows)));
            Assert.AreEqual(((long)row, true), (error.Row, error.IsValidation));
        }
    }

    [TestMethod]
    public void ValidationDataOfOtherLabelsAreRefused()
    {
        MLContext ml = new();
        IDataView data = LaggedSums.Data(ml);
        IDataView several = ml.Transforms.CopyColumns("Label", "Several").Fit(data).Transform(data);
        RnnRegressionEstimator estimator = new(ml, LaggedSums.Options);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(data, several));
        StringAssert.Contains(error.Message, "1 number in training but a vector of 3 numbers in validation");
    }

    [TestMethod]
    public void ANetworkOfOtherLevelsIsNotTrainedOn()
    {
        MLContext ml = new();
        IDataView data = LaggedSums.Data(ml);
        RnnOptions options = LaggedSums.Options with { Loss = RnnLoss.Quantiles(0.1f, 0.9f) };
        RnnTransformer first = new RnnRegressionEstimator(ml, options).Fit(data);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => new RnnRegressionEstimator(ml, options with { Loss = RnnLoss.Quantiles(0.2f, 0.8f) }).Fit(data, first));
        StringAssert.Contains(error.Message, "it has quantiles [0.1, 0.9], but the options and data specify quantiles [0.2, 0.8]");
    }

    [TestMethod]
    public void AnotherLossIsAnotherRun()
    {
        MLContext ml = new();
        using TemporaryFolder folder = new();
        IDataView data = LaggedSums.Data(ml);
        RnnOptions options = LaggedSums.Options with
        {
            Loss = RnnLoss.Huber(3),
            Checkpoints = new() { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath,
        };
        new RnnRegressionEstimator(ml, options).Fit(data);
        RnnCheckpointMismatchException error = Assert.ThrowsExactly<RnnCheckpointMismatchException>(
            () => new RnnRegressionEstimator(ml, options with { Loss = RnnLoss.Huber(4) }).Fit(data));
        Assert.AreEqual(("Loss.Delta", "3", "4"), (error.Difference, error.Saved, error.Current));
    }

    [TestMethod]
    public void HeldOutRowsAreDrawnAndOneIsLeftToTrainOn()
    {
        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        RnnTransformer model = Fit(0.25f, 40);
        Assert.IsTrue(log.Any(line => line.Contains("Validating on 10 rows", StringComparison.Ordinal)));
        Assert.IsTrue(model.History.All(epoch => epoch.ValidationLoss > 0));
        Assert.IsNotNull(Fit(0.99f, 2));
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => Fit(0.01f, 4));
        Assert.AreEqual("ValidationFraction 0.01 of 4 rows leaves no validation rows. Use a larger fraction or more rows.", error.Message);

        RnnTransformer Fit(float fraction, int rows) =>
            new RnnRegressionEstimator(ml, LaggedSums.Options with { ValidationFraction = fraction }).Fit(LaggedSums.Data(ml, rows));
    }
}
