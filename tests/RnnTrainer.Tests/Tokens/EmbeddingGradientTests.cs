using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Tokens;

/// <summary>The gradient by a table of tokens: kernels against libtorch's autograd, the definition, and which rows it touches.</summary>
[TestClass]
public sealed class EmbeddingGradientTests
{
    // As for all other networks: relative to the largest element.
    private const double GradientTolerance = 3e-6;

    private const int Tokens = 40;

    private static readonly int[] Lengths =
        [3, 12, 1, 7, 7, 2, 9, 1, 4, 12, 5, 3, 6, 6, 2, 8, 1, 10, 4, 3, 3, 11, 2, 5, 7, 1, 9, 12, 4, 6, 8];

    private static IEnumerable<NetworkSpec> Forms => NetworkForms.OfTokens(Tokens);

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.4f)]
    public void BothEnginesAgreeOnEveryForm(float recurrentDropout)
    {
        foreach (NetworkSpec shape in Forms)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)),
                recurrentDropout: recurrentDropout);
            ClassifiedRows rows = RowsOf(shape);
            EngineSettings settings = rows.Settings() with { Seed = 5 };
            using TorchEngine definition = new(network, settings, 1);
            double loss = definition.Compute(rows.Batch(0..Lengths.Length, step: 1)).Loss;
            float[] expected = network.Gradient.ToArray();
            string[] touched = Text(network.Touched);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                using KernelEngine engine = new(network, settings, 2, kernels, RankGroup.Alone);
                double own = engine.Compute(rows.Batch(0..Lengths.Length, step: 1)).Loss;
                Assert.AreEqual(loss, own, 1e-6 * Math.Max(1, loss), $"{kernels.Level}, {shape}");
                double difference = expected.Zip(network.Gradient, (a, b) => Math.Abs((double)a - b)).Max() / expected.Max(Math.Abs);
                Assert.IsLessThan(GradientTolerance, difference, $"{kernels.Level}, {shape}");
                CollectionAssert.AreEqual(touched, Text(network.Touched));
            }
        }
    }

    /// <summary>All tokens of a batch's rows, those of no weight too, and the other parts; elsewhere the gradient is zero.</summary>
    [TestMethod]
    [DataRow(RnnEngine.Kernels)]
    [DataRow(RnnEngine.Torch)]
    public void ABatchTouchesTheRowsOfItsTokens(RnnEngine kind)
    {
        NetworkSpec shape = Forms.First(network => network.Top.Bidirectional && network.Layers.Count > 1);
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)));
        ClassifiedRows rows = RowsOf(shape);
        using GradientEngine engine = kind == RnnEngine.Torch ? new TorchEngine(network, rows.Settings(), 1)
            : new KernelEngine(network, rows.Settings(), 2, RnnKernels.Best, RankGroup.Alone);
        int size = shape.Input.LayerInputs, end = Tokens * size;
        foreach (Range some in new[] { 0..31, 4..9, 30..31, 2..30 })
        {
            engine.Compute(rows.Batch(some, step: 1));
            int[] used = [.. Enumerable.Range(0, 31).Take(some).SelectMany(Sequence).Select(token => (int)token).Distinct().Order()];
            string[] expected = [.. used.Select(token => $"{token * size}..{(token + 1) * size}"), $"{end}..{shape.ParameterCount}"];
            CollectionAssert.AreEqual(expected, Text(network.Touched), $"{some}");
            for (int i = 0; i < end; i++)
                Assert.IsTrue(used.Contains(i / size) || network.Gradient[i] == 0, $"{some}, {i}");
            Assert.IsTrue(used.Any(token => network.Gradient.AsSpan(token * size, size).ContainsAnyExcept(0f)));
        }
    }

    [TestMethod]
    public void TheBitsAreThoseOfAnyNumberOfThreads()
    {
        NetworkSpec shape = Forms.First(network => network.Top.Cell == RnnCell.Lstm && network.Top.Bidirectional);
        ClassifiedRows rows = RowsOf(shape, copies: 5);
        float[][] gradients = [.. new[] { 1, 2, 3, 8 }.Select(threads =>
        {
            FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)));
            using KernelEngine engine = new(network, rows.Settings(), threads, RnnKernels.Best, RankGroup.Alone);
            engine.Compute(rows.Batch(0..rows.Store.Count, step: 1));
            return network.Gradient;
        })];
        foreach (float[] gradient in gradients)
            CollectionAssert.AreEqual(gradients[0], gradient);
    }

    private static ClassifiedRows RowsOf(NetworkSpec shape, int copies = 1)
    {
        ClassifiedRows rows = new(1, hasWeights: true, shape.HasStepOutputs);
        for (int row = 0; row < copies * Lengths.Length; row++)
        {
            float[] tokens = Sequence(row);
            IEnumerable<int> steps = Enumerable.Range(0, shape.HasStepOutputs ? tokens.Length : 1);
            rows.Add(tokens, [.. steps.Select(step => (row + step) % shape.Head.Classes)], row % 4 * 0.5f);
        }
        return rows;
    }

    private static float[] Sequence(int row)
    {
        Random random = new(row);
        return [.. Enumerable.Range(0, Lengths[row % Lengths.Length]).Select(_ => (float)random.Next(row % 3 == 0 ? 8 : Tokens))];
    }

    private static string[] Text(ReadOnlySpan<Range> touched) => [.. touched.ToArray().Select(range => $"{range}")];
}
