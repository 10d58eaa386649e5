using Microsoft.ML.Trainers;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class OutputColumnsTests
{
    // ML.NET's own SdcaMaximumEntropy is the reference: same data, same columns.
    [TestMethod]
    [DataRow("Text")]
    [DataRow("Byte")]
    [DataRow("Single")]
    [DataRow("Boolean")]
    [DataRow("without values")]
    public void AreThoseOfMlNetsOwnTrainers(string labelValues)
    {
        MLContext ml = new(1);
        IDataView data = Labelled(ml, labelValues);
        IDataView ours = new RnnEstimator(ml, ToySequences.Options).Fit(data).Transform(data);
        IDataView theirs = ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
            new SdcaMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 1 }).Fit(data).Transform(data);
        CollectionAssert.AreEqual(ViewText.Of(theirs.Schema), ViewText.Of(ours.Schema));
    }

    [TestMethod]
    public void ScoreColumnSetIdsGoOnFromThoseInTheSchema()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        IDataView twice = model.Transform(model.Transform(data));
        uint id = 0;
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.AreEqual(2u, id);
    }

    [TestMethod]
    public void ScoresAreProbabilitiesAndPredictedLabelIsTheLargest()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        IDataView scored = new RnnEstimator(ml, ToySequences.Options).Fit(data).Transform(data);
        foreach (ToySequences.Prediction row in ml.Data.CreateEnumerable<ToySequences.Prediction>(scored, reuseRowObject: false,
            ignoreMissingColumns: true))
        {
            Assert.AreEqual(1, row.Score.Sum(), 1e-5);
            Assert.IsTrue(row.Score.All(score => score is > 0 and < 1));
            Assert.AreEqual(row.Score.Max(), row.Score[row.PredictedLabel - 1]);
        }
    }

    [TestMethod]
    public void NotANumberScoresAsNotANumberAndPredictsMissing()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        ToySequences.Row[] rows = ToySequences.Rows(2);
        rows[0].Features[3] = float.NaN;
        ToySequences.Prediction[] scored = [.. ml.Data.CreateEnumerable<ToySequences.Prediction>(
            model.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false, ignoreMissingColumns: true)];
        Assert.AreEqual(0u, scored[0].PredictedLabel);
        Assert.IsTrue(scored[0].Score.All(float.IsNaN));
        Assert.AreNotEqual(0u, scored[1].PredictedLabel);
    }

    [TestMethod]
    public void SparseAndDenseRowsScoreAlike()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        float[] dense = new float[15];
        dense[4] = 1;
        IDataView Rows(VBuffer<float> features)
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(SparseRow));
            schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 5, 3);
            return ml.Data.LoadFromEnumerable([new SparseRow { Features = features }], schema);
        }
        CollectionAssert.AreEqual(
            ViewText.Rows(model.Transform(Rows(new VBuffer<float>(15, dense))), "Score", "PredictedLabel"),
            ViewText.Rows(model.Transform(Rows(new VBuffer<float>(15, 1, [1f], [4]))), "Score", "PredictedLabel"));
    }

    private static IDataView Labelled(MLContext ml, string labelValues)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(60));
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Name");
        if (labelValues is "without values")
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(BareKeyRow));
            schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), 3);
            return ml.Data.LoadFromEnumerable(ToySequences.Rows(60)
                .Select((row, i) => new BareKeyRow { Features = row.Features, Label = (uint)(i % 3 + 1) }), schema);
        }
        if (labelValues != "Text")
        {
            pipeline = ml.Transforms.Conversion.ConvertType("Number", outputKind: labelValues == "Byte" ? DataKind.String : DataKind.Single)
                .Append(ml.Transforms.Conversion.ConvertType("Number", outputKind: Enum.Parse<DataKind>(labelValues)))
                    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Number"));
            rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(60)
                .Select((row, i) => new ToySequences.Row { Features = row.Features, Number = i % (labelValues == "Boolean" ? 2 : 3) }));
        }
        return pipeline.Fit(rows).Transform(rows);
    }

    private sealed class BareKeyRow
    {
        [VectorType(5, 3)]
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features;
    }
}
