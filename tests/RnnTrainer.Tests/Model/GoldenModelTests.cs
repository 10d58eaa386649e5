namespace RnnTrainer.Tests.Model;

/// <summary>Models saved by earlier versions of this library still load, and still give the scores they gave.</summary>
[TestClass]
public sealed class GoldenModelTests
{
    private const string Quantiles = "rnn-quantiles-v1.3";

    private static readonly float[] Levels = [0.1f, 0.5f, 0.9f];

    [TestMethod]
    public void AModelOfVersion1StillLoadsAndScoresAlike()
    {
        MLContext ml = new();
        RnnTransformer rnn = Load(ml, "rnn-v1");
        Assert.AreEqual((5, 3, 8, 3), (rnn.Model.TimeSteps!.Value, rnn.Model.InputSize, rnn.Model.HiddenSize, rnn.Model.ClassCount));
        Assert.AreEqual((RnnCell.Rnn, RnnActivation.Tanh, 1, false, RnnPooling.Last),
            (rnn.Model.Cell, rnn.Model.Activation, rnn.Model.Layers, rnn.Model.Bidirectional, rnn.Model.Pooling));
        Assert.IsTrue(rnn.History.All(epoch => epoch is { ValidationLoss: null, ValidationAccuracy: null }
            && double.IsFinite(epoch.GradientNorm)));
        Assert.IsNull(rnn.BestEpoch);
    }

    [TestMethod]
    public void AModelOfVersion1Point2StillLoadsAndScoresAlike()
    {
        MLContext ml = new();
        RnnTransformer rnn = Load(ml, "rnn-v1.2");
        Assert.AreEqual((null, 3, 8, 3), (rnn.Model.TimeSteps, rnn.Model.InputSize, rnn.Model.HiddenSize, rnn.Model.ClassCount));
        Assert.AreEqual((RnnCell.Gru, 2, true, RnnPooling.Last | RnnPooling.Max),
            (rnn.Model.Cell, rnn.Model.Layers, rnn.Model.Bidirectional, rnn.Model.Pooling));
        Assert.IsTrue(rnn.History.All(epoch => epoch.ValidationLoss > 0 && epoch.ValidationAccuracy is >= 0 and <= 1
            && epoch.GradientNorm > 0));
        Assert.IsNotNull(rnn.BestEpoch);
    }

    [TestMethod]
    public void AModelOfVersion1Point3StillLoadsAndScoresAlike()
    {
        MLContext ml = new();
        RnnTransformer rnn = Load(ml, "rnn-v1.3");
        Assert.AreEqual((null, 3, 8, 3), (rnn.Model.TimeSteps, rnn.Model.InputSize, rnn.Model.HiddenSize, rnn.Model.ClassCount));
        Assert.AreEqual((RnnCell.Lstm, 2, true, RnnPooling.Mean | RnnPooling.Max),
            (rnn.Model.Cell, rnn.Model.Layers, rnn.Model.Bidirectional, rnn.Model.Pooling));
        Assert.IsTrue(rnn.History.All(epoch => epoch.ValidationLoss > 0 && epoch.ValidationAccuracy is >= 0 and <= 1
            && epoch.GradientNorm > 0));
        Assert.IsNotNull(rnn.BestEpoch);
    }

    // The first with levels beside the kind of its head.
    [TestMethod]
    public void AModelOfQuantilesStillLoadsAndScoresAlike()
    {
        MLContext ml = new();
        RnnTransformer rnn = (RnnTransformer)ml.Model.Load(GoldenScores.PathOf(Quantiles), out _);
        Assert.AreEqual((RnnHead.Quantiles, 3, 0), (rnn.Model.Head, rnn.Model.OutputSize, rnn.Model.LabelValues.Count));
        CollectionAssert.AreEqual(Levels, rnn.Model.QuantileLevels.ToArray());
        Assert.AreEqual(3, rnn.History.Count(epoch => epoch.Metrics[RnnMetric.ValidationMeanAbsoluteError] > 0));
        GoldenScores.AreThoseOf(Quantiles, Scores(ml, rnn), relativeTo: 1000);
    }

    [TestMethod]
    public void AModelWithNormalizedInputsStillLoadsAndScoresAlike()
    {
        MLContext ml = new();
        RnnModel model = Load(ml, "rnn-v1.3-normalized").Model;
        Assert.AreEqual(RnnNormalization.MeanVariance, model.Normalization);
        Assert.IsTrue(model.InputOffsets.All(offset => offset is > 0 and < 1) && model.InputScales.All(scale => scale is > 1 and < 10));
    }

    [TestMethod]
    public void AnEarlierAndANewModelLoadInOneContext()
    {
        MLContext ml = new();
        ITransformer earlier = ml.Model.Load(GoldenScores.PathOf("rnn-v1"), out DataViewSchema schema);
        ITransformer later = ml.Model.Load(SaveAgain(ml, earlier, schema), out _);
        Assert.AreEqual(Scores(ml, earlier).Bits(), Scores(ml, later).Bits());
        ml.Model.Load(GoldenScores.PathOf("rnn-v1.2"), out _);
    }

    // The files name the assembly RnnTrainer, which ML.NET asks the runtime for before anything else.
    [TestMethod]
    public void AProgramThatOnlyScoresLoadsAnEarlierModelOnceItHasBeenSavedAgain()
    {
        using TemporaryFolder folder = new();
        ChildProcess refused = Loader(GoldenScores.PathOf("rnn-v1"));
        Assert.AreNotEqual(0, refused.ExitCode);
        StringAssert.Contains(refused.Error, "Could not load file or assembly 'RnnTrainer");

        MLContext ml = new();
        string again = folder.PathOf("again.zip");
        ml.Model.Save(ml.Model.Load(GoldenScores.PathOf("rnn-v1"), out DataViewSchema schema), schema, again);
        Loader(again).Succeeded();

        static ChildProcess Loader(string file) => ChildProcess.Program("tests/ModelLoader", "ModelLoader", file);
    }

    private static MemoryStream SaveAgain(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        MemoryStream stream = new();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static RnnTransformer Load(MLContext ml, string name)
    {
        ITransformer model = ml.Model.Load(GoldenScores.PathOf(name), out DataViewSchema schema);
        Assert.AreEqual("Vector<Single, 15>", schema["Features"].Type.ToString());
        GoldenScores.AreThoseOf(name, Scores(ml, model));

        RnnTransformer rnn = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        CollectionAssert.AreEqual(new object[] { "a", "b", "c" }, rnn.Model.LabelValues.ToArray());
        Assert.HasCount(3, rnn.History);
        return rnn;
    }

    [TestMethod]
    [Ignore("Made rnn-quantiles-v1.3; run by hand, with another name, when the format of heads changes.")]
    public void MakeQuantiles()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.NumberData(ml);
        RnnOptions options = ToySequences.Options with { Loss = RnnLoss.Quantiles(Levels), ValidationFraction = 0.2f };
        RnnTransformer model = ml.Regression.Trainers.Rnn(options).Fit(data);
        ml.Model.Save(model, data.Schema, GoldenScores.PathOf(Quantiles));
        GoldenScores.Write(Quantiles, Scores(ml, model));
    }

    [TestMethod]
    [Ignore("Made rnn-v1.3-normalized, and before, without Normalization, rnn-v1.3, with a GRU and Last | Max, rnn-v1.2, and with "
        + "default options rnn-v1; run by hand, with another name, when the format gets a new version.")]
    public void Make()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(90));
        rows = ml.Transforms.Reshape("Features", null, 15).Fit(rows).Transform(rows);
        RnnOptions options = ToySequences.Options with
        {
            Cell = RnnCell.Lstm,
            Layers = 2,
            Bidirectional = true,
            Pooling = RnnPooling.Mean | RnnPooling.Max,
            InputSize = 3,
            LengthColumnName = "Steps",
            Normalization = RnnNormalization.MeanVariance,
            ValidationFraction = 0.2f,
        };
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.Transforms.Expression("Steps", "n : 5", "Number"))
            .Append(ml.MulticlassClassification.Trainers.Rnn(options)).Fit(rows);
        ml.Model.Save(model, rows.Schema, GoldenScores.PathOf("rnn-v1.3-normalized"));
        GoldenScores.Write("rnn-v1.3-normalized", Scores(ml, model));
    }

    private static float[][] Scores(MLContext ml, ITransformer model) =>
        [.. model.Transform(ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 5))).GetColumn<float[]>("Score")];
}
