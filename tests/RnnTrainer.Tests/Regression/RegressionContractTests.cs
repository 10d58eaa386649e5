using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Regression;

/// <summary>The regression trainer where ML.NET users put trainers.</summary>
[TestClass]
public sealed class RegressionContractTests
{
    private static readonly (string Label, RnnLoss? Loss)[] Forms =
    [
        ("Label", null), ("Precise", RnnLoss.Huber(20)), ("Single", RnnLoss.Absolute), ("Several", null),
        ("Label", RnnLoss.Quantiles(0.1f, 0.5f, 0.9f)), ("Single", RnnLoss.Quantiles(0.5f)), ("Several", RnnLoss.Quantiles(0.1f, 0.9f)),
    ];

    [TestMethod]
    public void EveryLabelAndLossKeepsTheEstimatorContract()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml, 40);
        foreach ((string label, RnnLoss? loss) in Forms)
        {
            RnnRegressionEstimator estimator = ml.Regression.Trainers.Rnn(LaggedSums.Options with { LabelColumnName = label, Loss = loss });
            EstimatorContract.Check(ml, estimator, data,
                new("the label is a key", Replaced("Key"), By: EstimatorContract.Refuser.Estimator),
                new("no features", ml.Transforms.DropColumns("Features").Fit(data).Transform(data)));

            IDataView Replaced(string by) => ml.Transforms.CopyColumns(label, by).Fit(data).Transform(data);
        }
    }

    [TestMethod]
    public void TheColumnsAreThoseOfMlNetsOwnTrainers()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml);
        IDataView theirs = ml.Transforms.NormalizeMinMax("Features").Append(ml.Regression.Trainers.Sdca(maximumNumberOfIterations: 1))
            .Fit(data).Transform(data);
        IDataView ours = ml.Regression.Trainers.Rnn(LaggedSums.Options).Fit(data).Transform(data);
        Assert.AreEqual(ViewText.Of(theirs.Schema["Score"]), ViewText.Of(ours.Schema["Score"]));
    }

    [TestMethod]
    [DataRow("Single", "Vector<Single, 1> [1]", "MultiOutputRegression")]
    [DataRow("Several", "Vector<Single, 3> [3]", "MultiOutputRegression")]
    public void AVectorLabelGivesAVectorScore(string label, string type, string kind)
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml);
        string column = ScoreOf(ml.Regression.Trainers.Rnn(LaggedSums.Options with { LabelColumnName = label }).Fit(data), data);
        StringAssert.StartsWith(column, $"Score: {type};");
        StringAssert.Contains(column, $"ScoreColumnKind String = {kind}");
    }

    [TestMethod]
    public void QuantilesHaveNames()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml);
        RnnTransformer model = ml.Regression.Trainers.Rnn(LaggedSums.Options with { Loss = RnnLoss.Quantiles(0.1f, 0.95f) }).Fit(data);
        string column = ScoreOf(model, data);
        StringAssert.Contains(column, "SlotNames Vector<String, 2> [2] = [Quantile-0.1 Quantile-0.95]");
        StringAssert.Contains(column, "ScoreColumnKind String = QuantileRegression");
        CollectionAssert.AreEqual(new[] { 0.1f, 0.95f }, model.Model.QuantileLevels.ToArray());
    }

    [TestMethod]
    public void SeveralNumbersHaveTheirQuantilesSideBySide()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml, 200);
        RnnTransformer model = ml.Regression.Trainers
            .Rnn(LaggedSums.Options with { LabelColumnName = "Several", Loss = RnnLoss.Quantiles(0.2f, 0.8f) }).Fit(data, data);
        string column = ScoreOf(model, data);
        StringAssert.StartsWith(column, "Score: Vector<Single, 3, 2> [3,2]");
        StringAssert.Contains(column, "[Quantile-0.2 Quantile-0.8 Quantile-0.2 Quantile-0.8 Quantile-0.2 Quantile-0.8]");
        Assert.AreEqual(6, model.Model.OutputSize);
        CollectionAssert.AreEqual(new[] { 0.2f, 0.8f }, model.Model.QuantileLevels.ToArray());
        StringAssert.Contains(model.Model.Network.Description, "quantiles [0.2, 0.8] of 3 numbers");

        foreach (float[] row in model.Transform(data).Numbers())
            Assert.IsTrue(row.Chunk(2).All(number => number[0] <= number[1]), "the quantiles of each number are in order");
        RnnQuantileMetrics bands = ml.Regression.EvaluateQuantiles(model.Transform(data), "Several");
        Assert.AreEqual(600, bands.Count);
        CollectionAssert.AreEqual(new[] { 0.2f, 0.8f }, bands.Levels.Select(level => level.Level).ToArray());
        // The middle one of two levels is the lower, as a mean over the numbers of each row.
        double[][] labels = [.. data.GetColumn<double[]>("Several")];
        double absolute = model.Transform(data).Numbers().Zip(labels, (score, label) =>
            label.Select((value, number) => Math.Abs(score[2 * number] - value)).Average()).Average();
        Assert.AreEqual(absolute, model.History[^1].Metrics[RnnMetric.ValidationMeanAbsoluteError], 1e-3 * absolute);
    }

    // What ML.NET has no evaluator for, this library's reads off the columns.
    [TestMethod]
    public void QuantilesAndVectorsAreEvaluated()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml, 200);
        RnnTransformer quantiles = ml.Regression.Trainers.Rnn(LaggedSums.Options with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) })
            .Fit(data, data);
        RnnQuantileMetrics bands = ml.Regression.EvaluateQuantiles(quantiles.Transform(data));
        CollectionAssert.AreEqual(new[] { 0.1f, 0.5f, 0.9f }, bands.Levels.Select(level => level.Level).ToArray());
        float[] labels = [.. data.GetColumn<float>("Label")];
        double deviation = Math.Sqrt(labels.Average(label => Math.Pow(label - labels.Average(), 2)));
        Assert.AreEqual(bands.PinballLoss, deviation * quantiles.History[^1].ValidationLoss!.Value, 1e-3);

        RnnTransformer vector = ml.Regression.Trainers.Rnn(LaggedSums.Options with { LabelColumnName = "Several" }).Fit(data, data);
        RnnMultiOutputMetrics errors = ml.Regression.EvaluateOutputs(vector.Transform(data), "Several");
        Assert.AreEqual(errors.MeanAbsoluteError, vector.History[^1].Metrics[RnnMetric.ValidationMeanAbsoluteError], 1e-3);
        // Over all numbers, as Keras takes it; the evaluation's is the mean of the outputs'.
        double root = Math.Sqrt(errors.Outputs.Average(output => Math.Pow(output.RootMeanSquaredError, 2)));
        Assert.AreEqual(root, vector.History[^1].Metrics[RnnMetric.ValidationRootMeanSquaredError], 1e-3);
    }

    [TestMethod]
    public void CrossValidates()
    {
        MLContext ml = new(1);
        var folds = ml.Regression.CrossValidate(
            LaggedSums.Data(ml, 600), ml.Regression.Trainers.Rnn(LaggedSums.Options with { Epochs = 40 }), numberOfFolds: 3);
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.97, fold.Metrics.RSquared);
    }

    [TestMethod]
    public void PermutationFeatureImportanceFindsTheInputThatMatters()
    {
        MLContext ml = new(1);
        IDataView data = LaggedSums.Data(ml, 300);
        RnnTransformer model = ml.Regression.Trainers.Rnn(LaggedSums.Options with { Epochs = 40 }).Fit(data);
        var importance = ml.Regression.PermutationFeatureImportance(model, data, permutationCount: 2);
        Assert.HasCount(15, importance);
        Assert.AreEqual(importance.Max(slot => slot.RootMeanSquaredError.Mean), importance[7].RootMeanSquaredError.Mean);
        Assert.IsGreaterThan(LaggedSums.Unit, importance[7].RootMeanSquaredError.Mean);
    }

    [TestMethod]
    public void APredictionEngineScoresAsTransformDoes()
    {
        MLContext ml = new(1);
        RnnTransformer model = ml.Regression.Trainers.Rnn(hiddenSize: 4, epochs: 1).Fit(LaggedSums.Data(ml));
        LaggedSums.Row[] rows = LaggedSums.Rows(20, seed: 2);
        float[] scores = [.. model.Transform(LaggedSums.Data(ml, rows)).GetColumn<float>("Score")];
        using PredictionEngine<LaggedSums.Row, LaggedSums.Prediction> engine =
            ml.Model.CreatePredictionEngine<LaggedSums.Row, LaggedSums.Prediction>(model);
        CollectionAssert.AreEqual(scores, rows.Select(row => engine.Predict(row).Score).ToArray());
    }

    private static string ScoreOf(RnnTransformer model, IDataView data) => ViewText.Of(model.Transform(data).Schema["Score"]);
}
