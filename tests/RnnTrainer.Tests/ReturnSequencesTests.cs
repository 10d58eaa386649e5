using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests;

/// <summary>A label for each step, through ML.NET from training to predictions.</summary>
[TestClass]
public sealed class ReturnSequencesTests
{
    private static readonly RnnOptions Options = new()
    {
        ReturnSequences = true,
        InputSize = 1,
        HiddenSize = 8,
        BatchSize = 16,
        Epochs = 3,
        LearningRate = 0.02f,
        Seed = 1,
    };

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void ParityIsLearntFromSparseLabelsAndHoldsForLongerSequences()
    {
        IDataView train = StepSequences.Data(Ml, StepSequences.Rows(300, missing: 0.7));
        IDataView test = StepSequences.Data(Ml, StepSequences.Rows(100, minSteps: 30, maxSteps: 40, seed: 2));
        RnnOptions options = Options with { Cell = RnnCell.Gru, HiddenSize = 12, Epochs = 60, ClipNorm = 1 };
        RnnTransformer model = Ml.MulticlassClassification.Trainers.Rnn(options).Fit(train);
        Assert.IsGreaterThan(0.99, model.History[^1].Accuracy);
        Assert.IsGreaterThan(0.99, Ml.MulticlassClassification.EvaluateSteps(model.Transform(test)).Accuracy);
    }

    [TestMethod]
    public void EveryInputFormKeepsTheEstimatorContract()
    {
        StepSequences.Row[] rows = StepSequences.Rows(40, missing: 0.2);
        IDataView ragged = StepSequences.Data(Ml, rows), padded = StepSequences.Padded(Ml, 12, rows);
        IDataView known = StepSequences.Padded(Ml, 6, StepSequences.Rows(40, minSteps: 6, maxSteps: 6));
        foreach (RnnOptions options in new[] { Options,
            Options with { Bidirectional = true, Layers = 2, Dropout = 0.2f, Cell = RnnCell.Lstm } })
        {
            EstimatorContract.Check(Ml, new RnnEstimator(Ml, options), ragged,
                new("no label column", Ml.Transforms.DropColumns("Label").Fit(ragged).Transform(ragged),
                    By: EstimatorContract.Refuser.Estimator),
                new("labels are text", Ml.Transforms.CopyColumns("Label", "Parity").Fit(ragged).Transform(ragged),
                    By: EstimatorContract.Refuser.Estimator),
                new("one label", Ml.Transforms.Conversion.MapValueToKey("Label", "Steps").Fit(ragged).Transform(ragged),
                    By: EstimatorContract.Refuser.Estimator));
            EstimatorContract.Check(Ml, new RnnEstimator(Ml, options with { LengthColumnName = "Steps" }), padded);
            EstimatorContract.Check(Ml, new RnnEstimator(Ml, options), known);
        }
    }

    [TestMethod]
    public void RaggedAndPaddedInputGiveTheSameNetworkAndTheSameScores()
    {
        StepSequences.Row[] rows = StepSequences.Rows(60, missing: 0.3);
        IDataView ragged = StepSequences.Data(Ml, rows), padded = StepSequences.Padded(Ml, 15, rows);
        RnnTransformer a = new RnnEstimator(Ml, Options).Fit(ragged);
        RnnTransformer b = new RnnEstimator(Ml, Options with { LengthColumnName = "Steps" }).Fit(padded);
        CollectionAssert.AreEqual(a.Model.Parameters.ToArray(), b.Model.Parameters.ToArray());

        Prediction[] full = [.. Ml.Data.CreateEnumerable<Prediction>(b.Transform(padded), reuseRowObject: false)];
        using PredictionEngine<StepSequences.Row, Prediction> engine = Ml.Model.CreatePredictionEngine<StepSequences.Row, Prediction>(a);
        int row = 0;
        foreach (Prediction own in Ml.Data.CreateEnumerable<Prediction>(a.Transform(ragged), reuseRowObject: false))
        {
            int steps = rows[row].Steps;
            Assert.AreEqual((steps, 2 * steps, 15, 30),
                (own.PredictedLabel.Length, own.Score.Length, full[row].PredictedLabel.Length, full[row].Score.Length));
            CollectionAssert.AreEqual(own.PredictedLabel, full[row].PredictedLabel[..steps]);
            CollectionAssert.AreEqual(own.Score, full[row].Score[..(2 * steps)]);
            Assert.IsTrue(full[row].PredictedLabel[steps..].All(key => key == 0), "beyond the length: missing");
            Assert.IsTrue(full[row].Score[(2 * steps)..].All(float.IsNaN), "beyond the length: not a number");

            Prediction alone = engine.Predict(rows[row++]);
            CollectionAssert.AreEqual(own.PredictedLabel, alone.PredictedLabel);
            CollectionAssert.AreEqual(own.Score, alone.Score);
        }
    }

    [TestMethod]
    public void ColumnsSayWhatTheyHold()
    {
        IDataView rows = StepSequences.Data(Ml, StepSequences.Rows(30));
        IDataView named = Ml.Transforms.Conversion.MapValueToKey("Label", "Parity").Fit(rows).Transform(rows);
        RnnTransformer model = new RnnEstimator(Ml, Options).Fit(named);
        DataViewSchema schema = model.GetOutputSchema(named.Schema);
        Assert.AreEqual("Vector<Key<UInt32, 0-1>>, Vector<Single, *, 2>", $"{schema["PredictedLabel"].Type}, {schema["Score"].Type}");
        IDataView known = StepSequences.Padded(Ml, 12, StepSequences.Rows(5));
        DataViewSchema sized = new RnnEstimator(Ml, Options with { LengthColumnName = "Steps" }).Fit(known).GetOutputSchema(known.Schema);
        Assert.AreEqual("Vector<Key<UInt32, 0-1>, 12>, Vector<Single, 12, 2>", $"{sized["PredictedLabel"].Type}, {sized["Score"].Type}");
        foreach (string column in new[] { "PredictedLabel", "Score" })
        {
            ReadOnlyMemory<char> kind = default;
            schema[column].Annotations.GetValue("ScoreColumnKind", ref kind);
            Assert.AreEqual("SequenceClassification", kind.ToString());
        }

        ITransformer back = Ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel").Fit(model.Transform(named));
        string[][] predicted = [.. back.Transform(model.Transform(named)).GetColumn<string[]>("Predicted")];
        uint[][] keys = [.. model.Transform(named).GetColumn<uint[]>("PredictedLabel")];
        for (int row = 0; row < keys.Length; row++)
            CollectionAssert.AreEqual(keys[row].Select(key => (string)model.Model.LabelValues[(int)key - 1]).ToArray(), predicted[row]);
    }

    [TestMethod]
    public void MetricsAreMeansOverLabelledStepsOfTheWholeSequencesHeldOut()
    {
        StepSequences.Row[] rows = StepSequences.Rows(50, missing: 0.5), held = StepSequences.Rows(23, missing: 0.6, seed: 9);
        RnnTransformer model = new RnnEstimator(Ml, Options).Fit(StepSequences.Data(Ml, rows), StepSequences.Data(Ml, held));
        float[][] scores = [.. model.Transform(StepSequences.Data(Ml, held)).GetColumn<float[]>("Score")];
        (double Loss, bool IsRight)[] steps = [.. from row in Enumerable.Range(0, held.Length)
                                                  from step in Enumerable.Range(0, held[row].Steps)
                                                  let key = (int)held[row].Label[step]
                                                  where key > 0
                                                  let own = scores[row][2 * step + key - 1]
                                                  select (-Math.Log(own), own > 0.5)];
        Assert.IsLessThan(held.Sum(row => row.Steps) / 2, steps.Length, "labels are sparse");
        Assert.AreEqual(steps.Average(step => step.Loss), model.History[^1].ValidationLoss!.Value, 1e-7);
        Assert.AreEqual(steps.Count(step => step.IsRight) / (double)steps.Length, model.History[^1].ValidationAccuracy);

        RnnTransformer split = new RnnEstimator(Ml, Options with { ValidationFraction = 0.2f }).Fit(StepSequences.Data(Ml, rows));
        Assert.AreEqual(3 * 3, split.History[^1].Step, "40 of 50 sequences are left, in batches of 16");
    }

    [TestMethod]
    public void WeightsCountForEachLabelledStep()
    {
        // One batch: its loss is that before the only step, sum of weight x loss / sum of weight.
        StepSequences.Row[] rows = StepSequences.Rows(20, missing: 0.5);
        IDataView data = StepSequences.Data(Ml, rows);
        RnnTransformer first = new RnnEstimator(Ml, Options).Fit(data);
        RnnOptions weighted = Options with
        {
            BatchSize = 20,
            Epochs = 1,
            ExampleWeightColumnName = "Weight",
            ClassWeights = RnnClassWeights.Of(1, 3),
        };
        float[][] scores = [.. first.Transform(data).GetColumn<float[]>("Score")];
        double loss = 0, weight = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int step = 0; step < rows[row].Steps; step++)
            {
                if (rows[row].Label[step] is var key && key > 0)
                {
                    double own = rows[row].Weight * (key == 2 ? 3 : 1);
                    weight += own;
                    loss -= own * Math.Log(scores[row][2 * step + key - 1]);
                }
            }
        }
        foreach (RnnEngine engine in new[] { RnnEngine.Kernels, RnnEngine.Torch })
        {
            RnnTransformer second = new RnnEstimator(Ml, weighted with { Engine = engine }).Fit(data, first);
            Assert.AreEqual(loss / weight, second.History[0].Loss, 1e-6, $"{engine}");
        }
    }

    [TestMethod]
    public void RowsThatDoNotFitAreNamedAndThoseWithoutAnyLabelLeftOut()
    {
        StepSequences.Row[] rows = StepSequences.Rows(20, minSteps: 3);
        rows[6].Label = rows[6].Label[..^1];
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() =>
            new RnnEstimator(Ml, Options).Fit(StepSequences.Data(Ml, rows)));
        Assert.AreEqual((7L, "Label"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, $"holds {rows[6].Steps - 1} labels for a sequence of {rows[6].Steps} time steps");

        rows[6].Label = new uint[rows[6].Steps];
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        RnnTransformer without = new RnnEstimator(ml, Options).Fit(StepSequences.Data(ml, rows));
        Assert.IsTrue(log.Any(line => line.Contains("Skipped 1 row whose label is missing (key 0", StringComparison.Ordinal)));
        RnnTransformer dropped = new RnnEstimator(Ml, Options).Fit(StepSequences.Data(Ml, [.. rows[..6], .. rows[7..]]));
        CollectionAssert.AreEqual(dropped.Model.Parameters.ToArray(), without.Model.Parameters.ToArray());

        StepSequences.Row[] same = [.. rows.Select(row =>
            new StepSequences.Row { Features = row.Features, Label = [.. row.Label.Select(_ => 1u)] })];
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() =>
            new RnnEstimator(Ml, Options).Fit(StepSequences.Data(Ml, same))).Message, ") have the same class: key 1");
    }

    [TestMethod]
    public void AWrongKindOfLabelSaysWhichOptionToChange()
    {
        IDataView steps = StepSequences.Data(Ml, StepSequences.Rows(20)), whole = ToySequences.Data(Ml);
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() =>
            new RnnEstimator(Ml, Options with { InputSize = 3 }).Fit(whole)).Message,
            "wanted: a vector with a label for each step, as RnnOptions.ReturnSequences is set");
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() =>
            new RnnEstimator(Ml, Options with { ReturnSequences = false }).Fit(steps))
            .Message, "or set RnnOptions.ReturnSequences to label each step");
    }

    [TestMethod]
    public void APresetsPoolingIsNotUsedWhichTheLogSays()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        IDataView data = StepSequences.Data(ml, StepSequences.Rows(20));
        RnnOptions preset = RnnOptions.Sensor with { ReturnSequences = true, InputSize = 1, HiddenSize = 4, Epochs = 1, Seed = 1 };
        RnnTransformer model = new RnnEstimator(ml, preset).Fit(data);
        Assert.AreEqual(RnnPooling.None, model.Model.Pooling);
        Assert.IsTrue(log.Any(line => line.Contains("Pooling Mean, Max is not used", StringComparison.Ordinal)));
        StringAssert.Contains(model.ToString(), "Linear (Softmax)      [*, 2]");
        Assert.DoesNotContain("Pooling", model.ToString());
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnOptions { Pooling = RnnPooling.None }).Message,
            "for outputs at each step set ReturnSequences");
        CollectionAssert.AreEqual(model.Model.Parameters.ToArray(),
            new RnnEstimator(ml, preset with { Pooling = RnnPooling.Last }).Fit(data).Model.Parameters.ToArray());
    }

    [TestMethod]
    public void AResumedRunEndsAsOneThatNeverStopped()
    {
        IDataView data = StepSequences.Data(Ml, StepSequences.Rows(60, missing: 0.3));
        RnnOptions options = Options with
        {
            Cell = RnnCell.Lstm,
            Dropout = 0.2f,
            ValidationFraction = 0.2f,
            EarlyStopping = new() { Monitor = RnnMetric.ValidationAccuracy, Patience = 5 },
            Augmentation = new() { TimeShift = 2 },
        };
        RnnTransformer whole = new RnnEstimator(Ml, options).Fit(data);
        for (int stop = 1; stop < 9; stop += 2)
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new() { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            new RnnEstimator(Ml, kept with { ProgressSteps = 1, Progress = StopAt(stop) }).Fit(data);
            RnnTransformer resumed = new RnnEstimator(Ml, kept).Fit(data);
            CollectionAssert.AreEqual(whole.Model.Parameters.ToArray(), resumed.Model.Parameters.ToArray(), $"stopped at step {stop}");
            CollectionAssert.AreEqual(whole.History.ToArray(), resumed.History.ToArray());
        }

        static Action<RnnProgress> StopAt(int step) => report =>
        {
            if (report.Step == step)
                report.RequestStop();
        };
    }

    [TestMethod]
    public void EmptySequencesHaveNoSteps()
    {
        RnnTransformer model = new RnnEstimator(Ml, Options).Fit(StepSequences.Data(Ml, StepSequences.Rows(20)));
        StepSequences.Row[] rows = [new(), StepSequences.Rows(1)[0], new()];
        Prediction[] scored = [.. Ml.Data.CreateEnumerable<Prediction>(model.Transform(StepSequences.Data(Ml, rows)),
            reuseRowObject: false)];
        CollectionAssert.AreEqual(rows.Select(row => row.Steps).ToArray(), scored.Select(row => row.PredictedLabel.Length).ToArray());
        CollectionAssert.AreEqual(rows.Select(row => 2 * row.Steps).ToArray(), scored.Select(row => row.Score.Length).ToArray());
    }

    public sealed class Prediction
    {
        public uint[] PredictedLabel { get; set; } = [];

        public float[] Score { get; set; } = [];
    }
}
