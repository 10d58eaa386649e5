using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Tests;

/// <summary>Networks of every form, on every form of input, through ML.NET from training to the loaded model.</summary>
[TestClass]
public sealed class EveryFormTests
{
    // Single precision, as TorchSharp's forward pass has it too; probabilities are below 1.
    private const double Tolerance = 1e-5;

    private static readonly RnnOptions[] Networks =
    [
        ToySequences.Options with { Cell = RnnCell.Lstm, Pooling = RnnPooling.Last | RnnPooling.Mean },
        ToySequences.Options with
        {
            Cell = RnnCell.Gru, Layers = 2, Bidirectional = true, Dropout = 0.2f, RecurrentDropout = 0.2f, Pooling = RnnPooling.Max,
            Normalization = RnnNormalization.SequenceMinMax,
        },
        ToySequences.Options with
        {
            Cell = RnnCell.Lstm, LayerSizes = [9, 4], HiddenSize = 77, Layers = 5, Bidirectional = true, Dropout = 0.1f,
            Pooling = RnnPooling.Attention, Normalization = RnnNormalization.SequenceMeanVariance,
        },
        ToySequences.Options with
        {
            Activation = RnnActivation.Relu, Initialization = RnnInitialization.Identity, Bidirectional = true,
            Normalization = RnnNormalization.MinMax,
        },
    ];

    [TestMethod]
    public void EveryInputFormKeepsTheEstimatorContract()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(60);
        foreach (RnnOptions options in Networks)
        {
            IDataView ragged = RaggedSequences.Data(ml, rows), padded = RaggedSequences.Padded(ml, 9, rows), known = ToySequences.Data(ml);
            EstimatorContract.Check(ml, new RnnEstimator(ml, options with { InputSize = 3 }), ragged,
                new("no feature column", ml.Transforms.DropColumns("Features").Fit(ragged).Transform(ragged)),
                new("features are text", ml.Transforms.CopyColumns("Features", "Name").Fit(ragged).Transform(ragged)));
            EstimatorContract.Check(ml, new RnnEstimator(ml, options with { LengthColumnName = "Steps" }), padded,
                new("no length column", ml.Transforms.DropColumns("Steps").Fit(padded).Transform(padded)),
                new("lengths are text", ml.Transforms.CopyColumns("Steps", "Name").Fit(padded).Transform(padded)));
            EstimatorContract.Check(ml, new RnnEstimator(ml, options), known);
            IDataView image = ml.Transforms.Reshape("Features", null, 1, 5, 3).Fit(known).Transform(known);
            EstimatorContract.Check(ml, new RnnEstimator(ml, options), image);
        }
    }

    [TestMethod]
    public void RaggedAndPaddedInputGiveTheSameNetworkAndTheSameScores()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(200);
        IDataView ragged = RaggedSequences.Data(ml, rows), padded = RaggedSequences.Padded(ml, 9, rows),
            morePadded = RaggedSequences.Padded(ml, 14, rows);
        foreach (RnnOptions options in Networks)
        {
            RnnTransformer a = new RnnEstimator(ml, options with { InputSize = 3 }).Fit(ragged);
            RnnTransformer b = new RnnEstimator(ml, options with { LengthColumnName = "Steps" }).Fit(padded);
            CollectionAssert.AreEqual(a.Model.Parameters.ToArray(), b.Model.Parameters.ToArray());
            float[] scores = Scores(a.Transform(ragged));
            CollectionAssert.AreEqual(scores, Scores(b.Transform(padded)), "padding changes no score");
            CollectionAssert.AreEqual(scores, Scores(b.Transform(morePadded)), "nor does more of it");
            CollectionAssert.AreEqual(scores, Scores(b.Transform(ragged)), "a vector of unknown size needs no length");

            // Row by row, in another order.
            using PredictionEngine<RaggedSequences.Row, ToySequences.Prediction> engine =
                ml.Model.CreatePredictionEngine<RaggedSequences.Row, ToySequences.Prediction>(a);
            for (int row = rows.Length - 1; row >= 0; row -= 7)
                CollectionAssert.AreEqual(scores[(row * 3)..(row * 3 + 3)], engine.Predict(rows[row]).Score);
        }
    }

    [TestMethod]
    public void ManagedScoresAgreeWithTheTorchModuleAndTheDefinition()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(50);
        foreach (RnnOptions options in Networks)
        {
            RnnTransformer model = new RnnEstimator(ml, options with { InputSize = 3 }).Fit(RaggedSequences.Data(ml, rows));
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
            float[][] scores = [.. model.Transform(RaggedSequences.Data(ml, rows)).GetColumn<float[]>("Score")];
            for (int row = 0; row < rows.Length; row++)
            {
                float[] features = rows[row].Features;
                float[] expected = [.. nn.functional.softmax(module.call(tensor(features, 1, features.Length / 3, 3)), dim: 1)
                    .data<float>()];
                double[] defined = ScoreDefinition.Of(model.Model, features);
                for (int c = 0; c < 3; c++)
                {
                    Assert.AreEqual(expected[c], scores[row][c], Tolerance);
                    Assert.AreEqual(defined[c], scores[row][c], Tolerance);
                }
            }
        }
    }

    [TestMethod]
    public void TheTorchModuleHasPyTorchsNamesForEveryLayerAndDirection()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnEstimator(ml, Networks[1]).Fit(ToySequences.Data(ml));
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
        string[] names = [.. module.named_parameters().Select(parameter => parameter.name)];
        string[] expected = [.. from suffix in new[] { "_l0", "_l0_reverse", "_l1", "_l1_reverse" }
                                from name in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" }
                                select $"rnn.{name}{suffix}", "head.weight", "head.bias"];
        CollectionAssert.AreEquivalent(expected, names);
        CollectionAssert.AreEquivalent(expected, model.Model.ParameterNames.ToArray());
        foreach (string name in expected)
        {
            CollectionAssert.AreEqual(model.Model.GetParameter(name).ToArray(), module.get_parameter(name)!.data<float>().ToArray(), name);
            CollectionAssert.AreEqual(module.get_parameter(name)!.shape.Select(size => (int)size).ToArray(),
                model.Model.GetParameterDimensions(name).ToArray(), name);
        }
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model.Model.GetParameter("rnn.weight_ih_l2")).Message,
            "rnn.weight_ih_l1");
    }

    [TestMethod]
    public void EveryEngineAndEverythingAtOnceTrainsTheSameOnAnyNumberOfThreads()
    {
        MLContext ml = new(1);
        IDataView data = RaggedSequences.Data(ml, Rows(150));
        RnnOptions all = Networks[1] with
        {
            InputSize = 3,
            BatchSize = 64,
            LabelSmoothing = 0.1f,
            WeightAveraging = new RnnEma { Decay = 0.9f },
            ClipNorm = 1,
            ClassWeights = RnnClassWeights.Balanced,
            ExampleWeightColumnName = "Weight",
            Augmentation = new RnnAugmentation { TimeShift = 1, InputShift = 1, Noise = 0.05f },
            Optimizer = new RnnAdamW(),
            Schedule = new RnnOneCycleSchedule(),
            ValidationFraction = 0.2f,
            EarlyStopping = new RnnEarlyStopping { Patience = 2 },
        };
        RnnTransformer one = new RnnEstimator(ml, all with { Threads = 1 }).Fit(data);
        foreach (int threads in new[] { 2, 3 })
        {
            RnnTransformer several = new RnnEstimator(ml, all with { Threads = threads }).Fit(data);
            CollectionAssert.AreEqual(one.Model.Parameters.ToArray(), several.Model.Parameters.ToArray());
            CollectionAssert.AreEqual(one.History.ToArray(), several.History.ToArray());
        }

        // libtorch draws its dropout from another generator: without it both engines stay together.
        RnnTransformer kernels = new RnnEstimator(ml, all with { Dropout = 0 }).Fit(data);
        RnnTransformer torch = new RnnEstimator(ml, all with { Dropout = 0, Engine = RnnEngine.Torch }).Fit(data);
        Assert.AreEqual(torch.History[0].Loss, kernels.History[0].Loss, 1e-4);
        Assert.AreEqual(torch.History[^1].ValidationLoss!.Value, kernels.History[^1].ValidationLoss!.Value, 1e-3);
        // libtorch's last digits depend on where its memory lies; other dropout would change the first ones.
        float[] first = new RnnEstimator(ml, all with { Engine = RnnEngine.Torch }).Fit(data).Model.Parameters.ToArray();
        float[] second = new RnnEstimator(ml, all with { Engine = RnnEngine.Torch }).Fit(data).Model.Parameters.ToArray();
        float[] other = new RnnEstimator(ml, all with { Engine = RnnEngine.Torch, Dropout = 0 }).Fit(data).Model.Parameters.ToArray();
        Assert.IsLessThan(1e-4, first.Zip(second, (a, b) => Math.Abs(a - b)).Max(), "libtorch's dropout repeats too");
        Assert.IsGreaterThan(1e-2, first.Zip(other, (a, b) => Math.Abs(a - b)).Max(), "it does something");
    }

    [TestMethod]
    public void ATenThousandStepSequenceIsTrainedAndScored()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(0, 3)
            .Select(i => new RaggedSequences.Row { Features = Sequence(i % 2 == 0 ? 10_000 : 20, i), Name = "ab"[i % 2].ToString() })];
        IDataView data = RaggedSequences.Data(ml, rows);
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            RnnTransformer model = new RnnEstimator(ml, ToySequences.Options with
            {
                Cell = cell,
                InputSize = 3,
                BatchSize = 1,
                HiddenSize = 32,
                Epochs = 2,
                ClipNorm = 1
            }).Fit(data);
            // States and gates of each step, as often as buffers grow: (32 + 16 + 5 x 32 + ...) x 4 bytes x 10,000 steps.
            Assert.IsLessThan(60_000_000, GC.GetAllocatedBytesForCurrentThread() - before, $"{cell}");
            Assert.IsTrue(model.Transform(data).GetColumn<float[]>("Score").All(score => Math.Abs(score.Sum() - 1) < 1e-5));
        }
    }

    [TestMethod]
    public void FitNeedsLittleMoreMemoryThanItsRows()
    {
        // 60 MB of rows that are no bytes, of 1 to 2,000 values, from a pool that allocates nothing while it is read.
        MLContext ml = new(1);
        RaggedSequences.Row[] pool = [.. Enumerable.Range(0, 64)
            .Select(i => new RaggedSequences.Row { Features = Sequence(1 + i * 97 % 666, i), Name = "ab"[i % 2].ToString() })];
        IDataView many = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 15_000).Select(i => pool[i % 64]));
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.LoadFromEnumerable(pool)).Transform(many);
        long raw = Enumerable.Range(0, 15_000).Sum(i => (long)pool[i % 64].Features.Length) * sizeof(float);
        Assert.IsGreaterThan(55_000_000, raw);
        RnnOptions options = ToySequences.Options with { InputSize = 3, HiddenSize = 8, BatchSize = 32, Epochs = null, Steps = 20 };
        new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, pool)); // what is allocated once

        long before = GC.GetTotalAllocatedBytes(precise: true);
        new RnnEstimator(ml, options).Fit(data);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        // All that was allocated, and so the peak; the constant: states of a batch, labels and offsets.
        Assert.IsLessThan(raw * 115 / 100 + 24_000_000, allocated);
    }

    /// <summary>Toy rows of 1 to 9 steps, with weights: the class is the input with the pulse.</summary>
    private static RaggedSequences.Row[] Rows(int count)
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int steps = 1 + random.Next(9);
            float[] features = [.. Enumerable.Range(0, steps * 3).Select(_ => (float)random.NextDouble() * 0.2f)];
            features[random.Next(steps) * 3 + i % 3] += 1;
            return new RaggedSequences.Row { Features = features, Name = "abc"[i % 3].ToString(), Steps = steps, Weight = 0.5f + i % 2 };
        })];
    }

    private static float[] Sequence(int steps, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, steps * 3).Select(_ => (float)random.NextDouble())];
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)];
}
