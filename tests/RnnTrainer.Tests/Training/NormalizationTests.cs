using System.Numerics;
using RnnTrainer.Data;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Training;

/// <summary>What Normalization measures, on which rows, and that training, validation and scoring all use it.</summary>
[TestClass]
public sealed class NormalizationTests
{
    // Single precision on the way through libtorch and the kernels.
    private const double Tolerance = 1e-4;

    private static readonly RnnNormalization[] Kinds =
        [RnnNormalization.MeanVariance, RnnNormalization.MinMax, RnnNormalization.SequenceMeanVariance, RnnNormalization.SequenceMinMax];

    [TestMethod]
    public void TrainingOnRowsAsTheyAreIsTrainingOnRowsScaledBefore()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(90), held = Rows(30, seed: 2);
        foreach (RnnNormalization kind in Kinds)
        {
            RnnOptions options = ToySequences.Options with
            {
                InputSize = 3,
                Cell = RnnCell.Lstm,
                Bidirectional = true,
                Normalization = kind,
                Augmentation = new RnnAugmentation { TimeShift = 1, Noise = 0.1f }, // comes after
            };
            RnnTransformer raw = new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, rows), RaggedSequences.Data(ml, held));
            Assert.AreEqual(kind, raw.Model.Normalization);
            RaggedSequences.Row[] scaledRows = Scaled(raw.Model, rows), scaledHeld = Scaled(raw.Model, held);
            RnnTransformer scaled = new RnnEstimator(ml, options with { Normalization = RnnNormalization.None })
                .Fit(RaggedSequences.Data(ml, scaledRows), RaggedSequences.Data(ml, scaledHeld));
            CollectionAssert.AreEqual(scaled.Model.Parameters.ToArray(), raw.Model.Parameters.ToArray(), $"{kind}");
            CollectionAssert.AreEqual(scaled.History.ToArray(), raw.History.ToArray(), $"{kind}: losses and validation");
            CollectionAssert.AreEqual(
                Scores(scaled.Transform(RaggedSequences.Data(ml, scaledHeld))),
                Scores(raw.Transform(RaggedSequences.Data(ml, held))), $"{kind}");
        }
    }

    // Whatever is asked of a network about a sequence, it sees the sequence as it does in scoring.
    [TestMethod]
    public void StepsAndAttentionSeeInputsAtScaleToo()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(60);
        RnnOptions options = ToySequences.Options with { InputSize = 3, Pooling = RnnPooling.Attention, Epochs = 1 };
        foreach (RnnNormalization kind in Kinds)
        {
            RnnTransformer raw = new RnnEstimator(ml, options with { Normalization = kind }).Fit(RaggedSequences.Data(ml, rows));
            RaggedSequences.Row[] scaledRows = Scaled(raw.Model, rows);
            RnnTransformer scaled = new RnnEstimator(ml, options with { Normalization = RnnNormalization.None })
                .Fit(RaggedSequences.Data(ml, scaledRows));
            for (int row = 0; row < rows.Length; row += 7)
            {
                CollectionAssert.AreEqual(scaled.AttentionWeights(scaledRows[row].Features),
                    raw.AttentionWeights(rows[row].Features), $"{kind}");
                float[] sequence = rows[row].Features, before = [.. sequence];
                IReadOnlyList<float[]> steps = raw.ScoreEachStep(sequence);
                CollectionAssert.AreEqual(before, sequence, "the caller's values stay");
                CollectionAssert.AreEqual(Scores(raw.Transform(RaggedSequences.Data(ml, rows[row]))), steps[^1], $"{kind}");
            }
        }
    }

    [TestMethod]
    public void BothEnginesAgree()
    {
        MLContext ml = new(1);
        IDataView data = RaggedSequences.Data(ml, Rows(90));
        foreach (RnnNormalization kind in Kinds)
        {
            RnnOptions options = ToySequences.Options with { InputSize = 3, Normalization = kind, ValidationFraction = 0.3f };
            RnnTransformer kernels = new RnnEstimator(ml, options with { Engine = RnnEngine.Kernels }).Fit(data);
            RnnTransformer torch = new RnnEstimator(ml, options with { Engine = RnnEngine.Torch }).Fit(data);
            Assert.AreEqual(kernels.Model.Network, torch.Model.Network, $"{kind}");
            for (int epoch = 0; epoch < kernels.History.Count; epoch++)
            {
                Assert.AreEqual(torch.History[epoch].Loss, kernels.History[epoch].Loss, Tolerance, $"{kind}");
                Assert.AreEqual(torch.History[epoch].ValidationLoss!.Value, kernels.History[epoch].ValidationLoss!.Value,
                    Tolerance, $"{kind}");
            }
        }
    }

    [TestMethod]
    public void OffsetAndScaleAreThoseOfAllStepsOfTheTrainingRows()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = Rows(60);
        foreach (RnnNormalization kind in new[] { RnnNormalization.MeanVariance, RnnNormalization.MinMax })
        {
            CountingView data = new(RaggedSequences.Data(ml, rows)), held = new(RaggedSequences.Data(ml, Rows(30, seed: 9)));
            RnnModel model = new RnnEstimator(ml, ToySequences.Options with { InputSize = 3, Normalization = kind, Epochs = 1 })
                .Fit(data, held).Model;
            Assert.AreEqual((1, 1), (data.Cursors, held.Cursors), "each view is read once");
            for (int input = 0; input < 3; input++)
            {
                double[] values = [.. rows.SelectMany(row => row.Features.Where((_, i) => i % 3 == input)).Select(x => (double)x)];
                (double offset, double scale) = ScoreDefinition.OfSequence(kind, values);
                Assert.AreEqual(offset, model.InputOffsets[input], Math.Abs(offset) * 1e-12, $"{kind}");
                Assert.AreEqual(scale, model.InputScales[input], scale * 1e-12, $"{kind}");
            }
        }
    }

    // Row i has the value 2^i, so that the mean tells which rows it is of.
    [TestMethod]
    public void RowsHeldOutAndRowsOfWeightZeroCountForNothing()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(0, 40).Select(i => new RaggedSequences.Row
        {
            Features = [MathF.ScaleB(1, i)],
            Name = "ab"[i % 2].ToString(),
            Weight = i < 4 ? 0 : 1,
        })];
        RnnOptions options = ToySequences.Options with { InputSize = 1, Epochs = 1, ExampleWeightColumnName = "Weight" };
        Assert.AreEqual((1L << 40) - 16, RowsIn(options, count: 36));
        long trained = RowsIn(options with { ValidationFraction = 0.25f }, count: null);
        int left = BitOperations.PopCount((ulong)trained);
        Assert.IsTrue(left is >= 26 and <= 30 && trained % 16 == 0, $"{left} rows of 0x{trained:x}");

        static bool IsSumOf(int rows, double sum) =>
            Math.Abs(sum - Math.Round(sum)) < 1e-3 && BitOperations.PopCount((ulong)Math.Round(sum)) == rows;

        // The sum of 2^i over the rows: the mean times their number, which follows from the sum itself.
        long RowsIn(RnnOptions options, int? count)
        {
            double mean = new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, rows)).Model.InputOffsets[0];
            return (long)Math.Round(mean * (count ?? Enumerable.Range(1, 40).First(n => IsSumOf(n, mean * n))));
        }
    }

    [TestMethod]
    public void AutoLeavesInputsWithinOneAsTheyAreAndTheLogSaysSo()
    {
        (RnnModel within, string[] said) = Fit(x => Math.Clamp(x, -1, 1), RnnNormalization.Auto);
        Assert.AreEqual(RnnNormalization.None, within.Normalization);
        CollectionAssert.AreEqual(Fit(x => Math.Clamp(x, -1, 1), RnnNormalization.None).Model.Parameters.ToArray(),
            within.Parameters.ToArray());
        CollectionAssert.Contains(said, "Normalization None: all values lie in -1..1.");

        (RnnModel beyond, said) = Fit(x => x > 1 ? MathF.BitIncrement(1) : x, RnnNormalization.Auto);
        Assert.AreEqual(RnnNormalization.MeanVariance, beyond.Normalization);
        CollectionAssert.Contains(said, "Normalization MeanVariance: there are values outside -1..1.");
        Assert.AreEqual(RnnNormalization.MeanVariance, Fit(x => x < 0.1f ? -1.01f : 0, RnnNormalization.Auto).Model.Normalization);

        (_, said) = Fit(x => x, RnnNormalization.MinMax);
        CollectionAssert.Contains(said, "Normalization MinMax: set by the options.");
        (RnnModel constant, said) = Fit(x => x + 1e9f > 0 ? 1e9f : 0, RnnNormalization.Auto);
        CollectionAssert.AreEqual(new double[] { 1e9, 1e9, 1e9 }, constant.InputOffsets.ToArray());
        CollectionAssert.AreEqual(new double[3], constant.InputScales.ToArray());
        CollectionAssert.Contains(said, "3 of 3 inputs never change in the training rows. The network reads them as 0.");

        static (RnnModel Model, string[] Log) Fit(Func<float, float> change, RnnNormalization normalization)
        {
            MLContext ml = new();
            List<string> log = [];
            ml.Log += (_, entry) => log.Add(entry.RawMessage);
            IDataView data = ml.Data.LoadFromEnumerable(ToySequences.Rows(30)
                .Select(row => new ToySequences.Row { Features = [.. row.Features.Select(change)], Name = row.Name }));
            data = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(data);
            return (new RnnEstimator(ml, ToySequences.Options with { Normalization = normalization, Epochs = 1 })
                .Fit(data).Model, [.. log]);
        }
    }

    [TestMethod]
    public void ANetworkToStartFromKeepsItsOwn()
    {
        MLContext ml = new(1);
        IDataView first = RaggedSequences.Data(ml, Rows(60)), other = RaggedSequences.Data(ml, Rows(60, seed: 3));
        RnnOptions options = ToySequences.Options with { InputSize = 3, Normalization = RnnNormalization.MinMax };
        RnnTransformer initial = new RnnEstimator(ml, options).Fit(first);
        RnnTransformer more = new RnnEstimator(ml, options with { Normalization = RnnNormalization.Auto }).Fit(other, initial);
        Assert.AreEqual(initial.Model.Network, more.Model.Network);
        Assert.AreNotEqual(initial.Model.Network, new RnnEstimator(ml, options).Fit(other).Model.Network, "other rows have other scales");
        RnnTransformer plain = new RnnEstimator(ml, options with { Normalization = RnnNormalization.None }).Fit(first);
        Assert.AreEqual(RnnNormalization.None, new RnnEstimator(ml, options).Fit(other, plain).Model.Normalization);
    }

    [TestMethod]
    public void AResumedRunGoesOnWithTheCheckpointsBits()
    {
        MLContext ml = new(1);
        IDataView data = RaggedSequences.Data(ml, Rows(90));
        foreach (RnnNormalization kind in Kinds.Append(RnnNormalization.Auto))
        {
            RnnOptions options = ToySequences.Options with { InputSize = 3, Normalization = kind, ValidationFraction = 0.2f };
            RnnTransformer whole = new RnnEstimator(ml, options).Fit(data);
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            new RnnEstimator(ml, kept with
            {
                ProgressSteps = 1,
                Progress = report => { if (report.Step == 7) report.RequestStop(); }
            }).Fit(data);
            RnnTransformer resumed = new RnnEstimator(ml, kept).Fit(data);
            Assert.AreEqual(whole.Model.Network, resumed.Model.Network, $"{kind}");
            CollectionAssert.AreEqual(whole.Model.Parameters.ToArray(), resumed.Model.Parameters.ToArray(), $"{kind}");
            CollectionAssert.AreEqual(whole.History.ToArray(), resumed.History.ToArray(), $"{kind}");
            Assert.AreEqual(nameof(RnnOptions.Normalization), Assert.ThrowsExactly<RnnCheckpointMismatchException>(
                () => new RnnEstimator(ml, kept with { Normalization = RnnNormalization.None }).Fit(data)).Difference);
        }
    }

    // Which of two inputs, one of millionths on a level and one of millions, has a pulse? Only scale keeps a network from seeing both.
    [TestMethod]
    public void InputsOfMillionthsAndOfMillionsAreLearntAtDefaults()
    {
        MLContext ml = new(1);
        IDataView data = Pulses(ml, 400), test = Pulses(ml, 200, seed: 2);
        Assert.IsGreaterThan(0.97, Accuracy(new RnnOptions { Seed = 1 }));
        Assert.IsLessThan(0.8, Accuracy(new RnnOptions { Seed = 1, Normalization = RnnNormalization.None }));

        double Accuracy(RnnOptions options) =>
            ml.MulticlassClassification.Evaluate(new RnnEstimator(ml, options with { InputSize = 2 }).Fit(data)
                .Transform(test)).MicroAccuracy;

        static IDataView Pulses(MLContext ml, int count, int seed = 1)
        {
            Random random = new(seed);
            return RaggedSequences.Data(ml, [.. Enumerable.Range(0, count).Select(i =>
            {
                int steps = 4 + random.Next(6);
                double[] values = [.. Enumerable.Range(0, 2 * steps).Select(_ => random.NextDouble() * 0.2)];
                values[2 * random.Next(steps) + i % 2] += 1;
                return new RaggedSequences.Row
                {
                    Features = [.. values.Select((x, place) => (float)(place % 2 == 0 ? x * 1e-6 : x * 1e6 + 3e6))],
                    Name = "ab"[i % 2].ToString(),
                };
            })]);
        }
    }

    // Does a series rise or fall? Levels and sizes differ from series to series by far more than its steps do.
    [TestMethod]
    public void SeriesOfDifferentLevelsAreLearntAtTheirOwnScale()
    {
        MLContext ml = new(1);
        IDataView data = Series(300, seed: 1), test = Series(200, seed: 2);
        Assert.IsGreaterThan(0.95, Accuracy(RnnNormalization.SequenceMeanVariance));
        Assert.IsGreaterThan(0.95, Accuracy(RnnNormalization.SequenceMinMax));
        Assert.IsLessThan(0.8, Accuracy(RnnNormalization.MeanVariance));

        double Accuracy(RnnNormalization normalization) => ml.MulticlassClassification.Evaluate(
            new RnnEstimator(ml, new RnnOptions { Seed = 1, InputSize = 1, Normalization = normalization }).Fit(data)
                .Transform(test)).MicroAccuracy;

        IDataView Series(int count, int seed)
        {
            Random random = new(seed);
            return RaggedSequences.Data(ml, [.. Enumerable.Range(0, count).Select(i =>
            {
                double level = random.NextDouble() * 1e5, size = Math.Pow(10, random.NextDouble() * 2), slope = i % 2 == 0 ? size : -size;
                return new RaggedSequences.Row
                {
                    Features = [.. Enumerable.Range(0, 8 + random.Next(8)).Select(t => (float)(level + slope * (t + random.NextDouble())))],
                    Name = i % 2 == 0 ? "up" : "down",
                };
            })]);
        }
    }

    // Toy rows of 1 to 9 steps, whose inputs are of very different scales.
    private static RaggedSequences.Row[] Rows(int count, int seed = 5)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int steps = 1 + random.Next(9);
            double[] values = [.. Enumerable.Range(0, steps * 3).Select(_ => random.NextDouble() * 0.2)];
            values[random.Next(steps) * 3 + i % 3] += 1;
            return new RaggedSequences.Row
            {
                Features = [.. values.Select((x, place) => (float)((place % 3) switch { 0 => x, 1 => 1e6 * x - 5e5, _ => 1e-5 * x + 1 }))],
                Name = "abc"[i % 3].ToString(),
            };
        })];
    }

    private static RaggedSequences.Row[] Scaled(RnnModel model, RaggedSequences.Row[] rows) =>
        [.. rows.Select(row => Scaled(model, row))];

    private static RaggedSequences.Row Scaled(RnnModel model, RaggedSequences.Row row)
    {
        float[] features = [.. row.Features];
        SequenceNormalizer.Of(model.Network.Input)!.Apply(features);
        return new RaggedSequences.Row { Features = features, Name = row.Name };
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)];
}
