using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Grouping;

/// <summary>From rows in long form to a model, with the grouping as a part of it.</summary>
[TestClass]
public sealed class GroupingPipelineTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly RnnOptions Options = ToySequences.Options with { Epochs = 2 };

    [TestMethod]
    [DataRow(SequenceLabels.LastRow)]
    [DataRow(SequenceLabels.EachStep)]
    public void KeepsTheEstimatorContract(SequenceLabels labels)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 20, isInterleaved: true));
        rows = Ml.Transforms.Conversion.MapValueToKey("Kind", "State").Fit(rows).Transform(rows);
        SequenceGroupingOptions options =
            new() { Interleaved = true, LastRowColumns = ["Weight", "Pair"], Labels = labels, MaxTimeSteps = 5 };
        EstimatorContract.Check(Ml, Ml.Transforms.GroupIntoSequences("Machine", LongTable.Features, "Kind", "Time", options), rows,
            new("no group column", Without("Machine")), new("no feature column", Without("Large")), new("no order column", Without("Time")),
            new("no label column", Without("Kind"), By: EstimatorContract.Refuser.Estimator),
            new("no column to keep", Without("Weight"), By: EstimatorContract.Refuser.Estimator),
            new("features of unknown size", Ml.Transforms.Text.TokenizeIntoWords("Large", "State").Fit(rows).Transform(rows)));
        options = options with { LastRowColumns = [] };
        EstimatorContract.Check(Ml, Ml.Transforms.GroupIntoSequences("Machine", ["Kind"], options: options), rows);

        IDataView Without(string column) => Ml.Transforms.DropColumns(column).Fit(rows).Transform(rows);
    }

    [TestMethod]
    public void AChainKeepsTheEstimatorContract()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 20, isInterleaved: false));
        EstimatorContract.Check(Ml, Pipeline(Options), rows);
    }

    [TestMethod]
    public void RowsAtScoringMayLackTheLabel()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 20, isInterleaved: false));
        ITransformer grouping = Ml.Transforms.GroupIntoSequences(
            "Machine", LongTable.Features, "State", "Time", new() { LastRowColumns = ["Weight"] }).Fit(rows);
        IDataView labelled = grouping.Transform(rows);
        IDataView unlabelled = grouping.Transform(Ml.Transforms.DropColumns("State", "Weight").Fit(rows).Transform(rows));
        CollectionAssert.AreEqual(new[] { "Machine", "Features" }, unlabelled.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(ViewText.Rows(labelled, "Machine", "Features"), ViewText.Rows(unlabelled, "Machine", "Features"));
    }

    [TestMethod]
    public void StepsOfRowsAreLearntWithALabelForEach()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 60, isInterleaved: false));
        rows = Ml.Transforms.Conversion.MapValueToKey("State").Fit(rows).Transform(rows);
        IDataView sequences = Ml.Data.GroupIntoSequences(
            rows, "Machine", LongTable.Features, "State", "Time", new() { Labels = SequenceLabels.EachStep });
        RnnOptions options = Options with { ReturnSequences = true, LabelColumnName = "State", Epochs = 20 };
        ITransformer network = Ml.MulticlassClassification.Trainers.Rnn(options).Fit(sequences);
        Assert.IsGreaterThan(0.9, Ml.MulticlassClassification.EvaluateSteps(network.Transform(sequences), "State").Accuracy);
    }

    [TestMethod]
    public void WordsOneARowAreLearntAsTokens()
    {
        Random random = new(1);
        (int Text, int Place)[] places = [.. Enumerable.Range(0, 80).SelectMany(text =>
            Enumerable.Range(0, 2 + random.Next(5)).Select(place => (text, place)))];
        LongTable.Row[] words = [.. places.Select(word => new LongTable.Row
        {
            Machine = $"text {word.Text}",
            State = word.Place != 1 ? $"word {random.Next(9)}" : word.Text % 2 == 0 ? "yes" : "no",
            IsOn = word.Text % 2 == 0,
        })];
        IDataView rows = Ml.Data.LoadFromEnumerable(words);
        ITransformer model = Ml.Transforms.Conversion.MapValueToKey("Word", "State")
            .Append(Ml.Transforms.GroupIntoSequences("Machine", ["Word"], "IsOn"))
            .Append(Ml.BinaryClassification.Trainers.Rnn(Options with { LabelColumnName = "IsOn", Epochs = 30 })).Fit(rows);
        Assert.IsGreaterThan(0.95, Ml.BinaryClassification.Evaluate(model.Transform(rows), "IsOn").Accuracy);
    }

    [TestMethod]
    public void SplitsAndCrossValidationKeepGroupsTogether()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 60, isInterleaved: true));
        IEstimator<ITransformer> pipeline = Pipeline(Options with { Epochs = 20 }, new() { Interleaved = true });
        double[] accuracies = [.. Ml.MulticlassClassification.CrossValidate(rows, pipeline, 3, samplingKeyColumnName: "Machine")
            .Select(fold => fold.Metrics.MicroAccuracy)];
        Assert.HasCount(3, accuracies);
        Assert.IsTrue(accuracies.All(accuracy => accuracy > 0.9), string.Join(' ', accuracies));

        IDataView sequences = Ml.Data.GroupIntoSequences(
            rows, "Machine", LongTable.Features, "State", "Time", new() { Interleaved = true });
        foreach (string? key in new[] { null, "Machine" })
        {
            DataOperationsCatalog.TrainTestData split = Ml.Data.TrainTestSplit(sequences, 0.3, key);
            string[] train = ViewText.Rows(split.TrainSet, "Machine"), test = ViewText.Rows(split.TestSet, "Machine");
            Assert.IsNotEmpty(train);
            Assert.IsNotEmpty(test);
            CollectionAssert.AreEquivalent(ViewText.Rows(sequences, "Machine"), train.Concat(test).ToArray());
        }
        DataOperationsCatalog.TrainTestData byRow = Ml.Data.TrainTestSplit(rows, 0.3, "Machine");
        ITransformer model = pipeline.Fit(byRow.TrainSet);
        Assert.IsGreaterThan(0.9, Ml.MulticlassClassification.Evaluate(model.Transform(byRow.TestSet)).MicroAccuracy);
    }

    [TestMethod]
    public void APredictionEngineTakesTheNetworkAlone()
    {
        LongTable.Row[] table = LongTable.Rows(new Random(1), 20, isInterleaved: false);
        IDataView rows = Ml.Data.LoadFromEnumerable(table);
        ITransformer model = Pipeline(Options).Fit(rows);
        ITransformer[] parts = [.. (IEnumerable<ITransformer>)model];
        Assert.Throws<ArgumentException>(() => Ml.Model.CreatePredictionEngine<LongTable.Row, ToySequences.Prediction>(model));
        NotSupportedException error = Assert.ThrowsExactly<NotSupportedException>(() => parts[0].GetRowToRowMapper(rows.Schema));
        StringAssert.Contains(error.Message, "create the engine from the transformers after it, for rows that hold whole sequences");

        using PredictionEngine<Sequence, ToySequences.Prediction> engine =
            Ml.Model.CreatePredictionEngine<Sequence, ToySequences.Prediction>(parts.OfType<RnnTransformer>().Single());
        float[][] scores = [.. model.Transform(rows).GetColumn<float[]>("Score")];
        LongTable.Row[][] sequences = LongTable.Sequences(table);
        for (int i = 0; i < sequences.Length; i++)
            CollectionAssert.AreEqual(scores[i], engine.Predict(new() { Features = [.. sequences[i].SelectMany(LongTable.Inputs)] }).Score);
    }

    private static IEstimator<ITransformer> Pipeline(RnnOptions options, SequenceGroupingOptions? grouping = null) =>
        Ml.Transforms.GroupIntoSequences("Machine", LongTable.Features, "State", "Time", grouping)
            .Append(Ml.Transforms.Conversion.MapValueToKey("Label", "State"))
            .Append(Ml.MulticlassClassification.Trainers.Rnn(options));

    private sealed class Sequence
    {
        public float[] Features { get; set; } = [];
    }
}
