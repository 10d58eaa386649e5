using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>Exported networks in ML.NET's own pipelines.</summary>
[TestClass]
public sealed class ApplyOnnxModelTests
{
    private const double Tolerance = 1e-5; // as in OnnxAgreementTests

    [TestMethod]
    public void DigitsAreEvaluatedAsByTheTransformer()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView train = Mnist.Rows(ml, Mnist.TrainFile(ml), 5000), test = Mnist.Rows(ml, Mnist.TestFile(ml), 1000);
        RnnTransformer model = new RnnEstimator(ml, RnnOptions.Gru with
        {
            HiddenSize = 32,
            Dropout = 0,
            Augmentation = null,
            Epochs = 5,
            Seed = 1
        }).Fit(train);
        string path = folder.PathOf("digits.onnx");
        model.SaveAsOnnx(path);

        ITransformer pipeline = ml.Transforms.CopyColumns("Kept", "Features").Append(ml.Transforms.ApplyOnnxModel(path)).Fit(test);
        IDataView scored = pipeline.Transform(test), expected = model.Transform(test);
        var metrics = ml.MulticlassClassification.Evaluate(WithKey(ml, scored));
        var own = ml.MulticlassClassification.Evaluate(expected);
        Assert.IsGreaterThan(0.85, own.MicroAccuracy);
        Assert.AreEqual(own.MicroAccuracy, metrics.MicroAccuracy, 1e-3); // one digit
        Assert.AreEqual(own.LogLoss, metrics.LogLoss, 1e-4);
        Same(expected, scored, "digits");
    }

    [TestMethod]
    public void AFlatVectorAndAPaddedOneWithLengthsFitToo()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView rows = ToySequences.Data(ml), flat = ml.Transforms.Reshape("Features", null, 15).Fit(rows).Transform(rows);
        RnnTransformer known = OnnxNetworks.Create(ml, NetworkForms.Of(5, 3, 4, 3));
        known.SaveAsOnnx(folder.PathOf("known.onnx"));
        Same(known.Transform(flat), ml.Transforms.ApplyOnnxModel(folder.PathOf("known.onnx")).Fit(flat).Transform(flat), "flat");

        float[][] sequences = OnnxNetworks.Rows(100, 3, 1, 7);
        RaggedSequences.Row[] ragged = [.. sequences.Select(row =>
            new RaggedSequences.Row { Features = row, Name = "a", Steps = row.Length / 3 })];
        IDataView padded = RaggedSequences.Padded(ml, 7, ragged);
        // ML.NET's scalars are matrices to ONNX
        padded = ml.Transforms.Concatenate("SequenceLengths", "Steps").Fit(padded).Transform(padded);
        RnnTransformer any = OnnxNetworks.Create(ml, NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 4, 3, RnnCell.Lstm, bidirectional: true,
            pooling: PoolingSummaries.Joined));
        any.SaveAsOnnx(folder.PathOf("any.onnx"));
        Same(any.Transform(RaggedSequences.Data(ml, ragged)), ml.Transforms.ApplyOnnxModel(folder.PathOf("any.onnx"),
            shapeDictionary: new Dictionary<string, int[]> { ["Features"] = [1, 7, 3] }).Fit(padded).Transform(padded), "padded");
    }

    // ML.NET gives the class as a vector of one Int64 from 0; a key counts from 1.
    private static IDataView WithKey(MLContext ml, IDataView scored)
    {
        IDataView named = ml.Transforms.CopyColumns("Index", "PredictedLabel").Fit(scored).Transform(scored);
        ITransformer key = ml.Transforms.CustomMapping<Index, Key>((index, key) => key.PredictedLabel = (uint)index.Value[0] + 1,
            contractName: null).Fit(named);
        return key.Transform(named);
    }

    private static void Same(IDataView expected, IDataView actual, string what)
    {
        float[][] a = [.. expected.GetColumn<float[]>("Score")], b = [.. actual.GetColumn<float[]>("Score")];
        Assert.HasCount(a.Length, b);
        Assert.IsLessThanOrEqualTo(Tolerance, a.Zip(b, (x, y) => (double)x.Zip(y, (p, q) => Math.Abs(p - q)).Max()).Max(), what);
        CollectionAssert.AreEqual(expected.GetColumn<uint>("PredictedLabel").Select(key => key - 1L).ToArray(),
            actual.GetColumn<long[]>("PredictedLabel").Select(label => label[0]).ToArray(), what);
    }

    private sealed class Index
    {
        [ColumnName("Index"), VectorType(1)]
        public long[] Value { get; set; } = [];
    }

    private sealed class Key
    {
        [KeyType(10)]
        public uint PredictedLabel { get; set; }
    }
}
