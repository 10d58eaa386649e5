using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Training;

/// <summary>Every cell, stack, direction, summary of the states and head: the kernels against libtorch's autograd, the
/// definition.</summary>
[TestClass]
public sealed class NetworkFormTests
{
    // Largest difference of a gradient, relative to its largest element: single precision, carried back over up to 12 steps and
    // 3 layers by gates whose slopes are known to 2e-7, from a loss at each step where there is one.
    private const double GradientTolerance = 3e-6;

    private static readonly int[] Ragged = [3, 12, 1, 7, 7, 2, 9, 1, 4, 12, 5, 3, 6, 6, 2, 8, 1, 10, 4, 3, 3, 11, 2, 5, 7, 1, 9,
        12, 4, 6, 8];

    [TestMethod]
    public void GradientsOfEveryFormAgreeOnRaggedWeightedBatches()
    {
        foreach (NetworkSpec shape in NetworkForms.All().Concat(NetworkForms.All(inputs: 7, hidden: 16, classes: 3))
            .Concat(NetworkForms.WithCategories()))
            Check(shape, Ragged, smoothing: 0.1f);
    }

    [TestMethod]
    public void GradientsOfEveryFormAgreeOnEqualLengths()
    {
        foreach (NetworkSpec shape in NetworkForms.All(inputs: 4, hidden: 17))
            Check(shape, [.. Enumerable.Repeat(9, 27)], smoothing: 0);
        // The head works on 32 rows at once.
        foreach (NetworkSpec shape in NetworkForms.WithHighway(9, inputs: 4, hidden: 17).Concat(NetworkForms.WithHighway(3, hidden: 2))
            .Concat(NetworkForms.WithCategories(NetworkForms.WithHighway(9))))
            Check(shape, [.. Enumerable.Repeat(shape.Input.TimeSteps, 27)], smoothing: 0);
    }

    /// <summary>Both engines draw the same masks: one for each sequence, layer and direction.</summary>
    [TestMethod]
    public void GradientsOfEveryFormAgreeWithRecurrentDropout()
    {
        foreach (NetworkSpec shape in NetworkForms.All())
            Check(shape, Ragged, smoothing: 0, recurrentDropout: 0.4f);
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
            Check(NetworkForms.Of(9, 4, 17, 3, cell, layers: 2), [.. Enumerable.Repeat(9, 27)], smoothing: 0, recurrentDropout: 0.25f);
    }

    [TestMethod]
    public void PaddingChangesNoGradient()
    {
        // The same sequences alone, and beside a much longer one whose weight is 0, with which the definition pads them.
        NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 6, 4, cell: RnnCell.Gru, layers: 2, bidirectional: true,
            pooling: PoolingSummaries.Joined);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1));
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, parameters);
        ClassifiedRows rows = RowsOf(shape, [.. Ragged[..10], 60], row => row < 10 ? 1 : 0);
        EngineSettings settings = rows.Settings();
        foreach (GradientEngine engine in new GradientEngine[] { new KernelEngine(network, settings, 2, RnnKernels.Best, RankGroup.Alone),
            new TorchEngine(network, settings, 1) })
        {
            using (engine)
            {
                engine.Compute(rows.Batch(0..10, step: 1));
                float[] expected = network.Gradient.ToArray();
                Array.Fill(network.Gradient, float.NaN);
                engine.Compute(rows.Batch(0..11, step: 1));
                Assert.IsLessThan(GradientTolerance, Difference(expected, network.Gradient), engine.Description);
            }
        }
    }

    [TestMethod]
    public void ABatchOfNoWeightTeachesNothing()
    {
        NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 6, 4, cell: RnnCell.Lstm);
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1)));
        ClassifiedRows rows = RowsOf(shape, Ragged[..5], row => 0);
        EngineSettings settings = rows.Settings();
        foreach (GradientEngine engine in new GradientEngine[] { new KernelEngine(network, settings, 2, RnnKernels.Best, RankGroup.Alone),
            new TorchEngine(network, settings, 1) })
        {
            using (engine)
            {
                Array.Fill(network.Gradient, float.NaN);
                Assert.AreEqual(0, engine.Compute(rows.Batch(0..5, step: 1)).Loss);
                Assert.IsTrue(network.Gradient.ToArray().All(value => value == 0), engine.Description);
            }
        }
    }

    [TestMethod]
    public void ABatchWithoutAnyLabelTeachesNothing()
    {
        NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 6, 4, cell: RnnCell.Gru, bidirectional: true,
            pooling: RnnPooling.None);
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1)));
        ClassifiedRows rows = new(shape.Input.Size, areOfSteps: true);
        for (int row = 0; row < 4; row++)
            rows.Add(new float[(row + 1) * shape.Input.Size], [.. Enumerable.Repeat(Targets.None, row + 1)]);
        foreach (GradientEngine engine in new GradientEngine[] { new KernelEngine(network, rows.Settings(), 2, RnnKernels.Best,
            RankGroup.Alone), new TorchEngine(network, rows.Settings(), 1) })
        {
            using (engine)
            {
                Array.Fill(network.Gradient, float.NaN);
                BatchSums sums = engine.Compute(rows.Batch(0..4, step: 1));
                Assert.AreEqual((0, 0, 0), (sums.Loss, sums.Weight, sums.MeanLoss), engine.Description);
                Assert.IsTrue(network.Gradient.ToArray().All(value => value == 0), engine.Description);
            }
        }
    }

    [TestMethod]
    public void ABatchComesOutTheSameAfterOtherOnes()
    {
        // A workspace is used again for other numbers of rows and other lengths: nothing of them may stay.
        foreach (RnnPooling pooling in new[] { RnnPooling.None, PoolingSummaries.Joined })
            CheckAfterOthers(NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 6, 4, cell: RnnCell.Lstm, layers: 2, bidirectional: true,
                pooling: pooling));
    }

    private static void CheckAfterOthers(NetworkSpec shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1)),
            dropout: 0.3f, recurrentDropout: 0.2f);
        int[][] others = [[40, 1, 40], [2], [.. Enumerable.Repeat(5, 31)], Ragged[..7], Ragged];
        ClassifiedRows rows = RowsOf(shape, [.. Ragged, .. others.SelectMany(lengths => lengths)], row => 1);
        using KernelEngine engine = new(network, rows.Settings() with { BatchSize = 31, Seed = 1 }, 2, RnnKernels.Best, RankGroup.Alone);
        Batch batch = rows.Batch(0..Ragged.Length, step: 1);
        double loss = engine.Compute(batch).Loss;
        float[] expected = network.Gradient.ToArray();
        int first = Ragged.Length;
        foreach (int[] lengths in others)
        {
            engine.Compute(rows.Batch(first..(first + lengths.Length), step: 1));
            first += lengths.Length;
            Assert.AreEqual(loss, engine.Compute(batch).Loss);
            CollectionAssert.AreEqual(expected, network.Gradient.ToArray());
        }
    }

    [TestMethod]
    public void DropoutsGradientIsThatOfItsLoss()
    {
        // Central differences of the loss, whose masks are a function of seed, step and row.
        foreach (RnnPooling pooling in new[] { RnnPooling.None, RnnPooling.Last | RnnPooling.Mean | RnnPooling.Attention })
            CheckDropout(NetworkForms.Of(InputSpec.AnyTimeSteps, 2, 4, 3, cell: RnnCell.Gru, layers: 2, bidirectional: true,
                pooling: pooling));
    }

    private static void CheckDropout(NetworkSpec shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)),
            dropout: 0.4f, recurrentDropout: 0.3f);
        ClassifiedRows rows = RowsOf(shape, Ragged[..8], row => 1);
        using KernelEngine engine = new(network, rows.Settings() with { Seed = 3 }, 1, RnnKernels.Best, RankGroup.Alone);
        Batch batch = rows.Batch(0..8, step: 1);
        engine.Compute(batch);
        float[] gradient = network.Gradient.ToArray();
        const float Step = 1e-2f;
        for (int i = 0; i < gradient.Length; i += 3)
        {
            float before = network.Parameters[i];
            network.Parameters[i] = before + Step;
            double above = engine.Compute(batch).MeanLoss;
            network.Parameters[i] = before - Step;
            double below = engine.Compute(batch).MeanLoss;
            network.Parameters[i] = before;
            // third derivatives of order 1, and single precision
            Assert.AreEqual((above - below) / (2 * Step), gradient[i], 1e-4, $"parameter {i}");
        }
    }

    [TestMethod]
    public void DropoutHasItsRateAndItsMean()
    {
        float[] values = new float[100_000];
        Array.Fill(values, 1f);
        Dropout.Apply(values, 12345, 0.3f);
        double zeros = values.Count(value => value == 0) / 100_000.0;
        Assert.AreEqual(0.3, zeros, 4 * Math.Sqrt(0.3 * 0.7 / 100_000));
        Assert.IsTrue(values.All(value => value == 0 || Math.Abs(value - 1 / 0.7f) < 1e-4));
        float[] again = new float[100_000], other = new float[100_000];
        Array.Fill(again, 1f);
        Array.Fill(other, 1f);
        Dropout.Apply(again, 12345, 0.3f);
        Dropout.Apply(other, 12346, 0.3f);
        CollectionAssert.AreEqual(values, again);
        Assert.AreEqual(0.58, values.Zip(other).Count(pair => pair.First == 0 == (pair.Second == 0)) / 100_000.0, 0.01,
            "masks of two keys are independent");
    }

    [TestMethod]
    public void MasksOfRowsLayersAndDirectionsAreIndependent()
    {
        const int Units = 100_000;
        float[] mask = Draw(row: 1, layer: 0, direction: 0);
        Assert.AreEqual(0.3, mask.Count(value => value == 0) / (double)Units, 4 * Math.Sqrt(0.3 * 0.7 / Units));
        CollectionAssert.AreEqual(mask, Draw(row: 1, layer: 0, direction: 0));
        CollectionAssert.AreEqual(mask[..7], Draw(row: 1, layer: 0, direction: 0, units: 7), "whatever the padding");
        foreach (float[] other in new[] { Draw(2, 0, 0), Draw(1, 1, 0), Draw(1, 0, 1) })
            Assert.AreEqual(0.58, mask.Zip(other).Count(pair => pair.First == 0 == (pair.Second == 0)) / (double)Units, 0.01);
        Assert.IsTrue(Draw(1, 0, 0, rate: 0).All(value => value == 1));

        static float[] Draw(ulong row, int layer, int direction, int units = Units, float rate = 0.3f)
        {
            float[] drawn = new float[units];
            Dropout.DrawStateMask(drawn, row, layer, direction, rate);
            return drawn;
        }
    }

    private static void Check(NetworkSpec shape, int[] lengths, float smoothing, float recurrentDropout = 0)
    {
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1));
        if (shape.HasHighway) // it begins with nothing
            parameters.AsSpan(new ParameterLayout(shape)[ParameterRole.HighwayWeights, 0, 0].Place).Fill(0.03f);
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, parameters, recurrentDropout: recurrentDropout);
        ClassifiedRows rows = RowsOf(shape, lengths, row => row % 4 * 0.5f);
        EngineSettings settings = rows.Settings(smoothing, shape.Head) with { Seed = 5 };
        Batch batch = rows.Batch(0..lengths.Length, step: 1);
        using TorchEngine definition = new(network, settings, 1);
        BatchSums expectedSums = definition.Compute(batch);
        float[] expected = network.Gradient.ToArray();
        foreach (RnnKernels kernels in RnnKernels.All)
        {
            using KernelEngine engine = new(network, settings, 2, kernels, RankGroup.Alone);
            Array.Fill(network.Gradient, float.NaN);
            BatchSums sums = engine.Compute(batch);
            Assert.AreEqual(expectedSums.Loss, sums.Loss, 1e-6 * Math.Max(1, expectedSums.Loss), $"loss, {kernels.Level}, {shape}");
            Assert.AreEqual(expectedSums.Weight, sums.Weight);
            for (int i = 0; i < sums.Accumulators.Length; i++)
            {
                double accumulated = expectedSums.Accumulators[i];
                Assert.AreEqual(accumulated, sums.Accumulators[i], 1e-5 * Math.Max(1, accumulated), $"{kernels.Level}, {shape}");
            }
            Assert.IsLessThan(GradientTolerance, Difference(expected, network.Gradient), $"{kernels.Level}, {shape}");
        }
    }

    private static double Difference(float[] expected, ReadOnlySpan<float> actual) =>
        expected.Zip(actual.ToArray(), (a, b) => double.IsNaN(b) ? double.PositiveInfinity : Math.Abs((double)a - b))
            .Max() / expected.Max(Math.Abs);

    private static ClassifiedRows RowsOf(NetworkSpec shape, int[] lengths, Func<int, float> weight)
    {
        ClassifiedRows rows = new(shape.Input.Size, hasWeights: true, shape.HasStepOutputs)
        {
            Input = new(shape.Input),
            Categories = shape.Input.Categories,
        };
        for (int row = 0; row < lengths.Length; row++)
        {
            Random random = new(row);
            float[] sequence = [.. Enumerable.Range(0, lengths[row] * shape.Input.Size)
                .Select(_ => shape.Input.Embedding is { } table ? random.Next(table.Tokens) : (float)(random.NextDouble() * 2 - 1))];

            // Some steps lack a label, and in every seventh row all do.
            int[] classes = [.. Enumerable.Range(0, shape.HasStepOutputs ? lengths[row] : 1).Select(step =>
                shape.HasStepOutputs && (row % 7 == 3 || random.Next(4) == 0) ? Targets.None
                    : (row + step) % Math.Max(2, shape.Head.Classes))];
            rows.Add(sequence, classes, weight(row));
        }
        return rows;
    }
}
