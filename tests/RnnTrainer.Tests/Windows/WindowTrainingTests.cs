using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowTrainingTests
{
    private static readonly RnnOptions Options =
        ToySequences.Options with
        {
            HiddenSize = 4,
            Epochs = 2,
            Normalization = RnnNormalization.MeanVariance,
            ExampleWeightColumnName = "Weight"
        };

    [TestMethod]
    [DataRow(RnnEngine.Kernels, 1)]
    [DataRow(RnnEngine.Kernels, 4)]
    [DataRow(RnnEngine.Torch, 1)]
    public void TheNetworkHasTheBitsOfOneTrainedOnCopies(RnnEngine engine, int stride)
    {
        MLContext ml = new(1);
        IDataView windows = Windows(ml, stride), copies = Copies(ml, windows);
        RnnOptions options = Options with { Engine = engine };
        RnnTransformer expected = new RnnEstimator(ml, options).Fit(copies), found = new RnnEstimator(ml, options).Fit(windows);
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), found.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(expected.History.ToArray(), found.History.ToArray());
        CollectionAssert.AreEqual(ViewText.Rows(expected.Transform(copies), "Score"), ViewText.Rows(found.Transform(windows), "Score"));
    }

    [TestMethod]
    public void ARunOnCopiesGoesOnFromACheckpointOfOneOnWindows()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView windows = Windows(ml, stride: 2), copies = Copies(ml, windows);
        float[] expected = Parameters(copies, Options with { Epochs = 3 });
        RnnOptions options = Options with { Epochs = 3, Checkpoints = new() { Folder = folder.FullPath } };
        RnnOptions stopping = options with { Progress = report => report.RequestStop() };
        Assert.AreNotEqual(0, Parameters(windows, stopping).Length);
        CollectionAssert.AreEqual(expected, Parameters(copies, options with { ResumeFrom = folder.FullPath }));

        float[] Parameters(IDataView data, RnnOptions options) => new RnnEstimator(ml, options).Fit(data).Model.Parameters.ToArray();
    }

    [TestMethod]
    public void TheLogSaysWhatIsKeptAndWhatIsHeldOut()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, line) => log.Add(line.Message);
        RnnTransformer model = new RnnEstimator(ml, Options with { ValidationFraction = 0.25f }).Fit(Windows(ml, stride: 1));
        Assert.IsNotNull(model.History[^1].ValidationLoss);
        Assert.IsTrue(log.Any(line => line.Contains("They overlap: 180 steps are kept.", StringComparison.Ordinal)),
            string.Join('\n', log));
        Assert.IsTrue(log.Any(line => line.Contains(
            "Held out the last 41 windows of the series, and skipped 14 windows that share steps with them.", StringComparison.Ordinal)),
                string.Join('\n', log));
    }

    [TestMethod]
    public void TheNextValueIsLearntFromTheWindowBeforeIt()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 700)
            .Select(i => new LongRow { Time = i, Value = MathF.Sin(i / 3f) }));
        IDataView train = ml.Data.TakeRows(rows, 500), test = ml.Data.SkipRows(rows, 500);
        foreach (bool whole in new[] { false, true })
        {
            IDataView Windows(IDataView data) => ml.Data.CreateWindows(
                data, 16, ["Value"], horizon: 4, targetColumn: "Value", options: new() { WholeHorizon = whole });
            RnnTransformer model = new RnnRegressionEstimator(ml,
                new() { HiddenSize = 8, Cell = RnnCell.Gru, Epochs = 15, LearningRate = 0.02f, Seed = 1 })
                .Fit(Windows(train));
            IDataView scored = model.Transform(Windows(test));
            Assert.AreEqual(200 - 16 + 1, scored.GetColumn<long>("FeaturesPosition").Count(),
                "the last windows, whose label is yet to come, are scored too");
            float[][] scores = whole ? [.. scored.GetColumn<float[]>("Score")]
                : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];
            for (int window = 0; window < scores.Length; window++)
            {
                for (int i = 0; i < scores[window].Length; i++)
                    Assert.AreEqual(MathF.Sin((500 + 15 + window + (whole ? i + 1 : 4)) / 3f), scores[window][i], 0.2f);
            }
        }
    }

    private static IDataView Windows(MLContext ml, int stride)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(LongRow.Of([90, 90]));
        IDataView weighted = ml.Transforms.Expression("Weight", "value => value + 1", "Value").Fit(rows).Transform(rows);
        IDataView windows = ml.Data.CreateWindows(weighted, 8, CopiedWindow.Inputs, stride, groupColumn: "Device");
        return ml.Transforms.Conversion.MapValueToKey("Label", "State").Fit(windows).Transform(windows);
    }

    private static IDataView Copies(MLContext ml, IDataView windows)
    {
        IDataView copies = ml.Data.LoadFromEnumerable(ml.Data.CreateEnumerable<Copy>(windows, reuseRowObject: false).ToArray());
        return ml.Transforms.Conversion.MapValueToKey("Label", "State").Fit(copies).Transform(copies);
    }

    private sealed class Copy
    {
        [VectorType(8, 3)]
        public float[] Features { get; set; } = [];

        public string State { get; set; } = "";

        public float Weight { get; set; }
    }
}
