using Microsoft.ML.Trainers;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Tasks;

/// <summary>Yes or no: what only this task has. What every task has is in <see cref="EveryTaskTests"/>.</summary>
[TestClass]
public sealed class BinaryTaskTests
{
    // ML.NET's log-loss is in bits, ours in nats; its metrics are of scores in single precision.
    private static readonly double BitsPerNat = 1 / Math.Log(2);

    private static readonly RnnOptions Long = ToySequences.Options with { Epochs = 20 };

    [TestMethod]
    public void TheColumnsAreThoseOfMlNetsOwnTrainers()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml);
        IDataView ours = new RnnBinaryEstimator(ml, ToySequences.Options).Fit(data).Transform(data);
        IDataView theirs = ml.BinaryClassification.Trainers.SdcaLogisticRegression(
            new SdcaLogisticRegressionBinaryTrainer.Options { MaximumNumberOfIterations = 1 }).Fit(data).Transform(data);
        CollectionAssert.AreEqual(ViewText.Of(theirs.Schema), ViewText.Of(ours.Schema));
    }

    [TestMethod]
    public void MlNetsEvaluatorMeasuresWhatValidationDoes()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml, 300), held = ToySequences.YesNoData(ml, 70, seed: 2);
        RnnTransformer model = ml.BinaryClassification.Trainers.Rnn(ToySequences.Options with
        {
            LearningRate = 0.003f,
            Normalization = RnnNormalization.None,
        }).Fit(data, held);
        CalibratedBinaryClassificationMetrics expected = ml.BinaryClassification.Evaluate(model.Transform(held));
        IReadOnlyDictionary<string, double> measured = model.History[^1].Metrics;
        Assert.AreEqual(expected.LogLoss, measured[RnnMetric.ValidationLoss] * BitsPerNat, 1e-6);
        Assert.AreEqual(expected.Accuracy, measured[RnnMetric.ValidationAccuracy], 1e-12);
        Assert.AreEqual(expected.AreaUnderRocCurve, measured[RnnMetric.ValidationAreaUnderRocCurve], 1e-12);
        Assert.IsTrue(expected.AreaUnderRocCurve is > 0.6 and < 1, "it has learnt something, and not all");
        Assert.IsFalse(measured.ContainsKey(RnnMetric.AreaUnderRocCurve), "rows trained on are never there at once");
    }

    [TestMethod]
    public void TheScoreIsTheLogitOfTheProbability()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnBinaryEstimator(ml, Long).Fit(ToySequences.YesNoData(ml, 300));
        foreach (ToySequences.Answer row in ml.Data.CreateEnumerable<ToySequences.Answer>(
            model.Transform(ToySequences.YesNoData(ml, seed: 2)), reuseRowObject: false, ignoreMissingColumns: true))
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-row.Score)), row.Probability, 1e-7);
            Assert.AreEqual((row.Score > 0, row.Probability > 0.5f), (row.PredictedLabel, row.PredictedLabel));
        }
    }

    /// <summary>
    /// Answers drawn with known odds: three steps of -1 or 1, the odds of yes being e^(2·their sum - 1). The best network gives those.
    /// </summary>
    [TestMethod]
    public void ProbabilitiesAreThoseThatAnswersWereDrawnWith()
    {
        const int Rows = 8000;
        MLContext ml = new(1);
        Random random = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(0, Rows).Select(i =>
        {
            float[] steps = [.. Enumerable.Range(0, 3).Select(t => (i >> t & 1) * 2f - 1)];
            return new RaggedSequences.Row { Features = steps, Name = random.NextDouble() < Chance(steps) ? "a" : "b" };
        })];
        RnnOptions options = new() { InputSize = 1, HiddenSize = 8, BatchSize = 100, Epochs = 10, Seed = 1 };
        RnnTransformer model = new RnnBinaryEstimator(ml, options with { LearningRate = 0.02f, Schedule = new RnnOneCycleSchedule() })
            .Fit(RaggedSequences.YesNoData(ml, rows));
        float[] found = [.. model.Transform(ml.Data.LoadFromEnumerable(rows[..8])).GetColumn<float>("Probability")];
        double entropy = 0; // of the answers, below which no loss can be but by chance
        for (int i = 0; i < 8; i++)
        {
            double chance = Chance(rows[i].Features);
            Assert.AreEqual(chance, found[i], 0.05, $"sequence {i}"); // three deviations of a share of 1,000 draws
            entropy -= (chance * Math.Log(chance) + (1 - chance) * Math.Log(1 - chance)) / 8;
        }
        Assert.AreEqual(entropy, model.History[^1].Loss, 0.02);

        static double Chance(float[] steps) => 1 / (1 + Math.Exp(1 - 2 * steps.Sum()));
    }

    [TestMethod]
    public void NotANumberIsAnsweredByNo()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnBinaryEstimator(ml, ToySequences.Options with { InputSize = 3 })
            .Fit(RaggedSequences.YesNoData(ml, RaggedSequences.Rows(60)));
        RaggedSequences.Row[] rows = RaggedSequences.Rows(3);
        rows[0].Features[3] = float.NaN;
        rows[1].Features = [];
        using PredictionEngine<RaggedSequences.Row, ToySequences.Answer> engine =
            ml.Model.CreatePredictionEngine<RaggedSequences.Row, ToySequences.Answer>(model);
        ToySequences.Answer[] answers = [.. ml.Data.CreateEnumerable<ToySequences.Answer>(
            model.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false, ignoreMissingColumns: true)];
        for (int row = 0; row < rows.Length; row++)
        {
            foreach (ToySequences.Answer answer in new[] { answers[row], engine.Predict(rows[row]) })
            {
                Assert.AreEqual((row < 2, row < 2), (float.IsNaN(answer.Score), float.IsNaN(answer.Probability)), $"row {row}");
                Assert.IsFalse(row < 2 && answer.PredictedLabel, $"row {row}");
            }
        }
    }

    [TestMethod]
    public void CrossValidates()
    {
        MLContext ml = new(1);
        var folds = ml.BinaryClassification.CrossValidate(
            ToySequences.YesNoData(ml, 300), ml.BinaryClassification.Trainers.Rnn(Long), numberOfFolds: 3);
        Assert.HasCount(3, folds);
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.98, fold.Metrics.AreaUnderRocCurve);
    }

    [TestMethod]
    public void PermutationFeatureImportanceTakesIt()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml, 200);
        RnnTransformer model = new RnnBinaryEstimator(ml, Long).Fit(data);
        var importance = ml.BinaryClassification.PermutationFeatureImportance(model, data, permutationCount: 2);
        Assert.HasCount(15, importance);
        Assert.IsLessThan(0, importance.Min(slot => slot.AreaUnderRocCurve.Mean));
    }

    [TestMethod]
    public void ClassWeightsAreThoseOfNoAndYes()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml); // a third of the rows are yes
        RnnOptions options = ToySequences.Options with { BatchSize = 90, Epochs = 1 };
        double Loss(RnnClassWeights? weights) =>
            new RnnBinaryEstimator(ml, options with { ClassWeights = weights }).Fit(data).History[0].Loss;
        double no = Loss(RnnClassWeights.Of(1, 0)), yes = Loss(RnnClassWeights.Of(0, 1));
        Assert.AreNotEqual(no, yes, 1e-3);
        Assert.AreEqual((2 * no + yes) / 3, Loss(null), 1e-6);
        Assert.AreEqual((no + yes) / 2, Loss(RnnClassWeights.Balanced), 1e-6);
        string message = Assert.ThrowsExactly<RnnOptionException>(() => Loss(RnnClassWeights.Of(1, 2, 3))).Message;
        StringAssert.Contains(message, "has 3 weights, but column 'Label' has 2 classes");
    }

    [TestMethod]
    public void LabelSmoothingKeepsAnswersFromBeingTooSure()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml, 300);
        float Surest(float smoothing) => new RnnBinaryEstimator(ml, Long with { Epochs = 60, LabelSmoothing = smoothing }).Fit(data)
            .Transform(data).GetColumn<float>("Score").Max(Math.Abs);
        Assert.IsGreaterThan(Math.Log(0.9 / 0.1) + 1, Surest(0));
        Assert.IsLessThan(Math.Log(0.9 / 0.1) + 1, Surest(0.2f)); // σ of what is best is 1 - ε/2
    }

    [TestMethod]
    public void AHoldOutKeepsTheShareOfYes()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        RnnTransformer model = new RnnBinaryEstimator(ml, ToySequences.Options with { ValidationFraction = 0.1f })
            .Fit(ToySequences.YesNoData(ml));
        Assert.IsTrue(log.Any(line => line.Contains("Validating on 9 rows", StringComparison.Ordinal)));
        // 3 of yes and 6 of no: an area is a number of pairs of 18.
        double pairs = model.History[0].Metrics[RnnMetric.ValidationAreaUnderRocCurve] * 18;
        Assert.AreEqual(Math.Round(2 * pairs), 2 * pairs, 1e-9);
    }

    [TestMethod]
    public void AnAreaWithoutPairsIsNotANumberAndCannotBeWatched()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.YesNoData(ml), yes = ml.Data.TakeRows(data, 1);
        RnnTransformer model = new RnnBinaryEstimator(ml, ToySequences.Options).Fit(data, yes);
        Assert.IsTrue(model.History.All(epoch => double.IsNaN(epoch.Metrics[RnnMetric.ValidationAreaUnderRocCurve])));
        RnnEarlyStopping area = new() { Monitor = RnnMetric.ValidationAreaUnderRocCurve };
        string message = Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnBinaryEstimator(ml, ToySequences.Options with { EarlyStopping = area }).Fit(data, yes)).Message;
        StringAssert.Contains(message, "monitors ValidationAreaUnderRocCurve, but all 1 validation labels are true");
        message = Assert.ThrowsExactly<RnnOptionException>(() => new RnnBinaryEstimator(
            ToySequences.Options with { EarlyStopping = area with { Monitor = RnnMetric.AreaUnderRocCurve } })).Message;
        StringAssert.Contains(message, "which is not measured. Use one of Loss, Accuracy, ValidationLoss, ");
    }

    [TestMethod]
    public void OneAnswerOnlyIsRefused()
    {
        MLContext ml = new(1);
        IDataView yes = ml.Data.TakeRows(ToySequences.YesNoData(ml), 1);
        string message = Assert.ThrowsExactly<InvalidOperationException>(() => new RnnBinaryEstimator(ml).Fit(yes)).Message;
        StringAssert.Contains(message, "All labeled training rows (1) have the same class: true of column 'Label'.");
    }

    [TestMethod]
    public void LabelsOfOtherTasksNameTheirTrainer()
    {
        MLContext ml = new(1);
        IDataView keys = ToySequences.Data(ml), answers = ToySequences.YesNoData(ml);
        IDataView text = ml.Transforms.CopyColumns("Label", "Name").Fit(keys).Transform(keys);
        IDataView numbers = ml.Transforms.CopyColumns("Label", "Number").Fit(keys).Transform(keys);
        Refuses(new RnnBinaryEstimator(ml), keys, "Label column 'Label' is Key<UInt32, 0-2>; wanted: Boolean",
            ", or use mlContext.MulticlassClassification.Trainers.Rnn.");
        Refuses(new RnnBinaryEstimator(ml), numbers, "Label column 'Label' is Single; wanted: Boolean.",
            ", or use mlContext.Regression.Trainers.Rnn.");
        Refuses(new RnnBinaryEstimator(ml), text, "Label column 'Label' is String; wanted: Boolean.", "Conversion.ConvertType.");
        Refuses(new RnnEstimator(ml), answers, "Label column 'Label' is Boolean; wanted: Key<UInt32>",
            ", or use mlContext.BinaryClassification.Trainers.Rnn.");
        Refuses(new RnnEstimator(ml), numbers, "Label column 'Label' is Single; wanted: Key<UInt32>.",
            ", or use mlContext.Regression.Trainers.Rnn.");

        static void Refuses(IEstimator<ITransformer> estimator, IDataView data, string begin, string end)
        {
            string fit = Assert.ThrowsExactly<RnnColumnException>(() => estimator.Fit(data)).Message;
            Assert.IsTrue(fit.StartsWith(begin, StringComparison.Ordinal) && fit.EndsWith(end, StringComparison.Ordinal), fit);
            string shape = Assert.ThrowsExactly<RnnColumnException>(
                () => estimator.GetOutputSchema(EstimatorContract.Shape(data.Schema))).Message;
            Assert.IsTrue(shape.EndsWith(end, StringComparison.Ordinal), shape);
        }
    }

    [TestMethod]
    public void TheCatalogsTrainerTakesTheMostUsedSettings()
    {
        MLContext ml = new(1);
        RnnOptions named = new() { LabelColumnName = "L", FeatureColumnName = "F", ExampleWeightColumnName = "W" };
        Assert.AreEqual(named with { InputSize = 3, Cell = RnnCell.Gru, HiddenSize = 4, Epochs = 2 },
            ml.BinaryClassification.Trainers.Rnn("L", "F", "W", inputSize: 3, cell: RnnCell.Gru, hiddenSize: 4, epochs: 2).Options);
        Assert.AreEqual(new RnnOptions(), ml.BinaryClassification.Trainers.Rnn().Options);
        Assert.AreEqual(new RnnOptions(), new RnnBinaryEstimator().Options);
        Assert.AreEqual(RnnOptions.Lstm, new RnnBinaryEstimator(RnnOptions.Lstm).Options);
        Assert.AreEqual(nameof(RnnOptions.Loss), Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnBinaryEstimator(new RnnOptions { Loss = RnnLoss.Squared })).Option);
    }
}
