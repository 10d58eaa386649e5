using Microsoft.ML.Trainers;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests;

/// <summary>The trainer in the places where ML.NET users put trainers.</summary>
[TestClass]
public sealed class MlNetIntegrationTests
{
    [TestMethod]
    public void CrossValidates()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(300));
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { Epochs = 20 }));
        var folds = ml.MulticlassClassification.CrossValidate(rows, pipeline, numberOfFolds: 3);
        Assert.HasCount(3, folds);
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.95, fold.Metrics.MicroAccuracy);
    }

    [TestMethod]
    public void PredictedLabelsMapBackToTheirValues()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(300));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { Epochs = 20 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Name2", "PredictedLabel")).Fit(rows);
        string[] predicted = [.. model.Transform(rows).GetColumn<string>("Name2")];
        int right = predicted.Zip(ToySequences.Rows(300), (a, b) => a == b.Name ? 1 : 0).Sum();
        Assert.IsGreaterThan(290, right);
    }

    [TestMethod]
    public void PermutationFeatureImportanceFindsTheInputThatMatters()
    {
        // Class = whether the first input of the last step is set; the other inputs are noise.
        MLContext ml = new(1);
        Random random = new(1);
        var rows = Enumerable.Range(0, 200).Select(i => new ToySequences.Row
        {
            Features = [.. Enumerable.Range(0, 15).Select(k => k == 12 ? i % 2 : (float)random.NextDouble() * 0.1f)],
            Name = i % 2 == 0 ? "no" : "yes",
        });
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        data = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(data);
        RnnTransformer model = ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { Epochs = 10 }).Fit(data);
        var importance = ml.MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 2);
        Assert.HasCount(15, importance);
        Assert.AreEqual(importance.Min(slot => slot.MicroAccuracy.Mean), importance[12].MicroAccuracy.Mean);
        Assert.IsLessThan(-0.2, importance[12].MicroAccuracy.Mean);
    }

    // The overload that takes any model looks for an interface that ML.NET keeps to itself: ML.NET's own trainer is the measure.
    [TestMethod]
    public void FeatureImportanceOverAChainGivesTheNamesThatMlNetsTrainersGive()
    {
        MLContext ml = new(1);
        Random random = new(1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new NamedInputs
        {
            First = random.NextSingle() * 0.1f,
            Second = i % 2,
            Third = random.NextSingle() * 0.1f,
            Name = i % 2 == 0 ? "no" : "yes",
        }));
        string[] inputs = [nameof(NamedInputs.First), nameof(NamedInputs.Second), nameof(NamedInputs.Third)];
        ITransformer prepare = ml.Transforms.Concatenate("Features", inputs)
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Name")).Fit(data);
        data = prepare.Transform(data);
        IEstimator<ITransformer>[] trainers =
        [
            ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(),
            ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { InputSize = 1, Epochs = 30 }),
        ];
        string[][] names = [.. trainers.Select(trainer =>
        {
            ITransformer chain = ml.Transforms.CopyColumns("Before", "Features").Append(trainer)
                .Append(ml.Transforms.CopyColumns("After", "Score")).Fit(data);
            using MemoryStream stream = new();
            ml.Model.Save(chain, data.Schema, stream);
            stream.Position = 0;
            ITransformer loaded = ml.Model.Load(stream, out _);
            var importance = ml.MulticlassClassification.PermutationFeatureImportance(loaded, data, permutationCount: 2);
            Assert.AreEqual("Second", importance.MinBy(input => input.Value.MicroAccuracy.Mean).Key);
            Assert.IsLessThan(-0.2, importance["Second"].MicroAccuracy.Mean);
            return importance.Keys.Order(StringComparer.Ordinal).ToArray();
        })];
        CollectionAssert.AreEqual(names[0], names[1]);
    }

    [TestMethod]
    public void TrainsOnCachedDataAfterACheckpointAndBesideAnotherTrainer()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(150));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                new SdcaMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 2 }))
            .Append(ml.Transforms.CopyColumns("LinearScore", "Score"))
            .Append(ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options))
            .Fit(rows);
        IDataView scored = model.Transform(rows);
        Assert.IsNotNull(scored.Schema.GetColumnOrNull("LinearScore"));
        CollectionAssert.AreNotEqual(ViewText.Rows(scored, "LinearScore"), ViewText.Rows(scored, "Score"));

        ITransformer cached = new RnnEstimator(ml, ToySequences.Options).Fit(ml.Data.Cache(ToySequences.Data(ml, 150)));
        CollectionAssert.AreEqual(ViewText.Rows(scored, "Score"), ViewText.Rows(cached.Transform(ToySequences.Data(ml, 150)), "Score"));
    }

    [TestMethod]
    public void TheCatalogsTrainerTakesTheMostUsedSettings()
    {
        MLContext ml = new(1);
        RnnEstimator trainer = ml.MulticlassClassification.Trainers.Rnn("L", "F", hiddenSize: 3, epochs: 2);
        Assert.AreEqual(new RnnOptions { LabelColumnName = "L", FeatureColumnName = "F", HiddenSize = 3, Epochs = 2 }, trainer.Options);
        trainer = ml.MulticlassClassification.Trainers.Rnn("L", "F", "W", inputSize: 3, cell: RnnCell.Gru);
        RnnOptions named = new() { LabelColumnName = "L", FeatureColumnName = "F", ExampleWeightColumnName = "W" };
        Assert.AreEqual(named with { InputSize = 3, Cell = RnnCell.Gru }, trainer.Options);
        Assert.AreEqual(new RnnOptions(), ml.MulticlassClassification.Trainers.Rnn().Options);
        Assert.AreEqual(new RnnOptions(), new RnnEstimator().Options);
        Assert.AreEqual(new RnnOptions(), new RnnEstimator(ml).Options);
        Assert.AreEqual(RnnOptions.Tutorial, new RnnEstimator(RnnOptions.Tutorial).Options);
    }

    private sealed class NamedInputs
    {
        public float First { get; set; }

        public float Second { get; set; }

        public float Third { get; set; }

        public string Name { get; set; } = "";
    }
}
