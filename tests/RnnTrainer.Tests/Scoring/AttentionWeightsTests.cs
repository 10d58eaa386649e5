using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class AttentionWeightsTests
{
    // Single precision against double: states of up to three layers, and an exponential.
    private const double Tolerance = 1e-5;

    private static readonly NetworkSpec[] Attentive =
        [.. NetworkForms.All().Concat(NetworkForms.All(inputs: 2, hidden: 17)).Where(shape => shape.Pooling.HasFlag(RnnPooling.Attention))];

    /// <summary>The law: softmax over the steps of query·h(t), at every level, for every length.</summary>
    [TestMethod]
    public void EveryFormWeighsItsStepsAsTheDefinition()
    {
        foreach (NetworkSpec shape in Attentive)
        {
            RnnModel model = ScoreDefinition.Network(shape);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                foreach (int steps in new[] { 1, 2, 3, 20 })
                {
                    float[] sequence = Sequence(shape, steps), weights = scorer.StepWeights(sequence);
                    double[] expected = ScoreDefinition.AttentionWeights(model, sequence);
                    string what = $"{kernels.Level}, {shape.Description}, {steps} steps";
                    Assert.HasCount(shape.Input.NetworkSteps(steps), weights, what);
                    Assert.AreEqual(1, weights.Sum(weight => (double)weight), 1e-6, what);
                    for (int t = 0; t < weights.Length; t++)
                        Assert.AreEqual(expected[t], weights[t], Tolerance, $"{what}: step {t}");
                }
            }
        }
    }

    [TestMethod]
    public void NotANumberMakesAllWeightsNaN()
    {
        foreach (NetworkSpec shape in Attentive)
        {
            RnnTransformer network = SafetensorsBytes.Transformer(shape);
            float[] sequence = Sequence(shape, 4);
            Assert.IsTrue(network.AttentionWeights(sequence).All(float.IsFinite), shape.Description);
            sequence[^1] = float.NaN;
            Assert.IsTrue(network.AttentionWeights(sequence).All(shape.Input.FillsMissing ? float.IsFinite : float.IsNaN),
                shape.Description);
        }
    }

    [TestMethod]
    public void ANetworkWithoutAttentionAndWhatIsNoSequenceAreRefused()
    {
        NetworkSpec shape = NetworkForms.Of(5, 3, 4, 2, pooling: RnnPooling.Last | RnnPooling.Max);
        InvalidOperationException none = Assert.ThrowsExactly<InvalidOperationException>(
            () => SafetensorsBytes.Transformer(shape).AttentionWeights(new float[15]));
        StringAssert.Contains(none.Message, "pooling is Last, Max");
        StringAssert.Contains(none.Message, "RnnPooling.Attention");

        RnnTransformer network = SafetensorsBytes.Transformer(shape with { Pooling = RnnPooling.Attention });
        Assert.HasCount(4, network.AttentionWeights(new float[12]));
        foreach (int values in new[] { 0, 4, 18 })
            Assert.ThrowsExactly<RnnInputException>(() => network.AttentionWeights(new float[values]), $"{values} values");
    }

    /// <summary>A class that one marked step tells: the network learns to look there, wherever it stands.</summary>
    [TestMethod]
    public void TrainingFindsTheStepThatMatters()
    {
        MLContext ml = new(1);
        Random random = new(1);
        Row[] rows = [.. Enumerable.Range(0, 400).Select(_ => Row.Draw(random))];
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(ml.Data.LoadFromEnumerable(rows))
            .Transform(ml.Data.LoadFromEnumerable(rows));
        RnnTransformer network = new RnnEstimator(ml, new RnnOptions
        {
            Pooling = RnnPooling.Attention,
            Cell = RnnCell.Gru,
            HiddenSize = 8,
            InputSize = 2,
            Epochs = 15,
            BatchSize = 16,
            LearningRate = 0.02f,
            Seed = 1,
        }).Fit(data);

        double atMark = rows.Average(row => (double)network.AttentionWeights(row.Features)[row.Mark]);
        double even = rows.Average(row => 2.0 / row.Features.Length);
        Assert.IsGreaterThan(2 * even, atMark, $"weight of the marked step, where even weights were {even}");
    }

    private static float[] Sequence(NetworkSpec shape, int steps)
    {
        Random random = new(steps);
        return [.. Enumerable.Range(0, steps * shape.Input.Size).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public int Mark;

        public static Row Draw(Random random)
        {
            int steps = random.Next(8, 17), mark = random.Next(steps);
            float[] features = [.. Enumerable.Range(0, steps).SelectMany(t =>
                new[] { t == mark ? 1f : 0f, (float)(random.NextDouble() * 2 - 1) })];
            return new() { Features = features, Mark = mark, Label = features[2 * mark + 1] > 0 };
        }
    }
}
