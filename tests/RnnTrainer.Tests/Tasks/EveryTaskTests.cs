using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Exchange.Onnx;
using RnnTrainer.Tests.Exchange.Safetensors;
using TorchSharp;

namespace RnnTrainer.Tests.Tasks;

/// <summary>What holds for each task.</summary>
[TestClass]
public sealed class EveryTaskTests
{
    // Single precision on both sides, and each side's own exponentials.
    private const double Tolerance = 1e-5;

    private static readonly RnnOptions Options = ToySequences.Options with { Cell = RnnCell.Gru };

    public static IEnumerable<object[]> Tasks => TrainedTask.All.Select(task => new object[] { task.Name });

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void KeepsTheEstimatorContract(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        IDataView data = task.Data(ml, 30, 1);
        EstimatorContract.Check(ml, task.Create(ml, Options).Estimator, data,
            new("no label column", ml.Transforms.DropColumns("Label").Fit(data).Transform(data), By: EstimatorContract.Refuser.Estimator),
            new("label is text", ml.Transforms.CopyColumns("Label", "Name").Fit(data).Transform(data),
                By: EstimatorContract.Refuser.Estimator),
            new("features are text", ml.Transforms.CopyColumns("Features", "Name").Fit(data).Transform(data)));
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void AFreshProcessWithoutTorchGivesTheSameNumbersBitForBit(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        using TemporaryFolder folder = new();
        string file = folder.PathOf("model.zip");
        RnnTransformer model = task.Fit(ml, Options);
        ml.Model.Save(model, task.Data(ml, 1, 1).Schema, file);
        string[] lines = ChildProcess.Program("tests/ModelLoader", "ModelLoader", file).Succeeded().Lines;
        float[][] numbers = model.Transform(ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 3))).Numbers();
        Assert.AreEqual($"transform: {numbers.Bits()}", lines[0]);
        CollectionAssert.AreEqual(new[] { "loaded: RnnTrainer.Scoring", "torch files: none" }, lines[2..]);
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void APredictionEngineScoresAsTransformDoes(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        RnnTransformer model = task.Fit(ml, Options);
        ToySequences.Row[] rows = ToySequences.Rows(20, seed: 2);
        float[][] expected = model.Transform(ml.Data.LoadFromEnumerable(rows)).Numbers();
        Func<ToySequences.Row, float[]> alone = ScoredRows.OneByOne<ToySequences.Row>(ml, model);
        for (int row = rows.Length - 1; row >= 0; row--)
        {
            float[] scores = alone(rows[row]);
            CollectionAssert.AreEqual(expected[row][..scores.Length], scores, $"row {row}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void ARunThatWasStoppedGoesOnWithEqualBits(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        RnnOptions options = Options with { ValidationFraction = 0.2f, EarlyStopping = new(), Dropout = 0.1f };
        string expected = Result(task.Fit(ml, options));
        for (int step = 1; step <= 15; step += 2) // 3 epochs of 5 steps
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new() { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            task.Fit(ml, kept with
            {
                ProgressSteps = 1,
                Progress = report =>
                {
                    if (report.Step == step)
                        report.RequestStop();
                },
            });
            Assert.AreEqual(expected, Result(task.Fit(ml, kept)), $"stopped at step {step}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void AWarmStartBeginsWithTheLossThatTrainingEndedWith(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        IDataView data = task.Data(ml, 90, 1);
        RnnOptions whole = Options with { BatchSize = 90, Epochs = 20 }; // an epoch's loss is that before its only step
        RnnTransformer first = task.Create(ml, whole).FitValidated(data, data);
        RnnTransformer second = task.Create(ml, whole with { Epochs = 3 }).FitFurther(data, null, first);
        Assert.AreEqual(first.History[^1].ValidationLoss!.Value, second.History[0].Loss, 1e-6 * Math.Max(1, second.History[0].Loss));
        Assert.IsLessThan(first.History[0].Loss, second.History[^1].Loss, "it has learnt");
        Assert.IsNotNull(task.Create(ml, whole with { Epochs = 1 }).FitFurther(data, data, first).History[0].ValidationLoss);
        TrainedTask other = TrainedTask.All.First(another => another.Name != name);
        RnnOptions steps = whole with { BlockSteps = 1 };
        Assert.ThrowsExactly<ArgumentException>(() => other.Create(ml, steps).FitFurther(other.Data(ml, 90, 1), null, first));
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void BothEnginesTrainTheSameNetworkOnAnyNumberOfThreads(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        RnnOptions options = Options with { BatchSize = 60 };
        float[] one = task.Fit(ml, options with { Engine = RnnEngine.Kernels, Threads = 1 }).Model.Parameters.ToArray();
        float[] three = task.Fit(ml, options with { Engine = RnnEngine.Kernels, Threads = 3 }).Model.Parameters.ToArray();
        CollectionAssert.AreEqual(one, three);
        float[] torch = task.Fit(ml, options with { Engine = RnnEngine.Torch }).Model.Parameters.ToArray();
        Assert.IsLessThan(1e-4, one.Zip(torch, (a, b) => Math.Abs((double)a - b)).Max()); // six steps of Adam
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void EarlyStoppingWatchesAnyMetric(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        IDataView data = task.Data(ml, 90, 1), held = task.Data(ml, 40, 2);
        RnnOptions options = Options with { Epochs = 12, LearningRate = 0.05f };
        string[] metrics = [.. task.Create(ml, options).FitValidated(data, held).History[0].Metrics.Keys];
        Assert.IsTrue(metrics.Length > 2 && metrics.Contains(RnnMetric.ValidationLoss));
        foreach (string metric in metrics)
        {
            RnnTransformer model = task.Create(ml, options with { EarlyStopping = new() { Monitor = metric, Patience = 2 } })
                .FitValidated(data, held);
            double[] values = [.. model.History.Select(epoch => epoch.Metrics[metric])];
            double best = values[model.BestEpoch!.Value - 1];
            Assert.IsTrue(best == values.Min() || best == values.Max(), metric);
            Assert.IsTrue(values.Length == 12 || values.Length == model.BestEpoch + 2, metric);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void ExampleWeightsCount(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        // An epoch of one step: its loss is that of the network before it.
        RnnOptions options = Options with { BatchSize = 90, Epochs = 1, ExampleWeightColumnName = "Weight" };
        IDataView all = task.Data(ml, 90, 1);
        IDataView some = ml.Data.FilterByCustomPredicate<ToySequences.Row>(all, row => row.Name == "b");
        double lossOfAll = Loss(all, "1f"), lossOfSome = Loss(some, "1f");
        Assert.AreNotEqual(lossOfAll, lossOfSome, 1e-3);
        Assert.AreEqual(lossOfAll, Loss(all, "3f"), 1e-6 * lossOfAll);
        Assert.AreEqual(lossOfSome, Loss(all, "name == \"b\" ? 0f : 2f"), 1e-6 * lossOfSome, "rows of weight 0 count for nothing");

        double Loss(IDataView data, string weight) => task.Create(ml, options).Estimator
            .Fit(ml.Transforms.Expression("Weight", $"name => {weight}", "Name").Fit(data).Transform(data)).History[0].Loss;
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void ExportsScoreAsTheNetworkDoes(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        RnnTransformer model = task.Fit(ml, Options);
        float[][] rows = [.. ToySequences.Rows(20, seed: 3).Select(row => row.Features)];
        IDataView data = ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 3));
        float[][] expected = model.Transform(data).Numbers();

        RnnTransformer loaded = SafetensorsBytes.Load(SafetensorsBytes.Save(model));
        Assert.AreEqual(model.Model.Network, loaded.Model.Network);
        CollectionAssert.AreEqual(expected.SelectMany(row => row).ToArray(),
            loaded.Transform(data).Numbers().SelectMany(row => row).ToArray());

        using OnnxSession session = OnnxSession.Of(model);
        (float[][] numbers, long[][]? predictions) = session.Run(rows, ToySequences.InputSize, ToySequences.TimeSteps);
        for (int i = 0; i < expected[0].Length; i++)
        {
            double unit = Math.Max(1, expected.Max(row => Math.Abs(row[i]))); // that in which a number near 0 is rounded too
            for (int row = 0; row < rows.Length; row++)
                Assert.AreEqual(expected[row][i], numbers[row][i], Tolerance * unit, $"row {row}");
        }
        long[][]? expectedPredictions = model.Transform(data).Predictions();
        CollectionAssert.AreEqual(expectedPredictions?.SelectMany(row => row).ToArray(), predictions?.SelectMany(row => row).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void TheTorchModuleScoresAsTheNetworkDoes(string name)
    {
        (MLContext ml, TrainedTask task) = Start(name);
        RnnTransformer model = task.Fit(ml, Options with { Epochs = 1 }); // so little that quantiles cross
        ToySequences.Row[] rows = ToySequences.Rows(20, seed: 3);
        float[][] expected = model.Transform(ml.Data.LoadFromEnumerable(rows)).Numbers();
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.nn.Module<torch.Tensor, torch.Tensor> module = model.ToTorchModule();
        double unit = Math.Max(1, expected.Max(row => row.Max(Math.Abs)));
        for (int row = 0; row < rows.Length; row++)
        {
            torch.Tensor outputs = module.call(torch.tensor(rows[row].Features, 1, ToySequences.TimeSteps, ToySequences.InputSize));
            float[] scores = [.. (model.Model.Head == RnnHead.Softmax ? torch.nn.functional.softmax(outputs, dim: -1) : outputs)
                .data<float>()];
            for (int i = 0; i < scores.Length; i++)
                Assert.AreEqual(scores[i], expected[row][i], Tolerance * unit, $"row {row}, output {i}");
        }
    }

    private static (MLContext, TrainedTask) Start(string name) => (new MLContext(1), TrainedTask.All.Single(task => task.Name == name));

    // Every bit of the weights, the best epoch and the history.
    private static string Result(RnnTransformer model) =>
        $"{model.BestEpoch} {string.Join(' ', model.Model.Parameters.ToArray().Select(BitConverter.SingleToUInt32Bits))} "
        + string.Join(' ', model.History.SelectMany(epoch => epoch.Metrics.Values.Append(epoch.GradientNorm))
            .Select(BitConverter.DoubleToUInt64Bits));
}
