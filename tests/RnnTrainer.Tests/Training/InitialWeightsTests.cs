using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Training;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class InitialWeightsTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(50)]
    [DataRow(129)]
    public void RecurrentWeightsAreOrthogonal(int hidden)
    {
        NetworkSpec shape = NetworkForms.Of(28, 28, hidden, 10);
        float[] w = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal,
            new RandomStream(1, 1))[Place(shape, "rnn.weight_hh_l0")];
        for (int a = 0; a < hidden; a++)
        {
            for (int b = 0; b < hidden; b++)
            {
                double dot = Enumerable.Range(0, hidden).Sum(k => (double)w[a * hidden + k] * w[b * hidden + k]);
                Assert.AreEqual(a == b ? 1 : 0, dot, 1e-6, $"rows {a} and {b}");
            }
        }
    }

    [TestMethod]
    public void OtherWeightsFillTheGlorotIntervalAndBiasesAreZero()
    {
        NetworkSpec shape = NetworkForms.Of(28, 28, 50, 10);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1));
        Assert.HasCount(4460, parameters);
        CheckUniform(parameters[Place(shape, "rnn.weight_ih_l0")], Math.Sqrt(6.0 / (28 + 50)));
        CheckUniform(parameters[Place(shape, "head.weight")], Math.Sqrt(6.0 / (50 + 10)));
        Assert.IsTrue(parameters[Place(shape, "rnn.bias_ih_l0")].Concat(parameters[Place(shape, "head.bias")]).All(value => value == 0));
    }

    [TestMethod]
    public void UniformFillsPyTorchsInterval()
    {
        NetworkSpec shape = NetworkForms.Of(28, 28, 50, 10);
        CheckUniform(InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)), 1 / Math.Sqrt(50));
    }

    [TestMethod]
    public void GatesAreOrthogonalEachAndTheForgetGateBeginsOpen()
    {
        NetworkSpec shape = NetworkForms.Of(28, 3, 20, 4, cell: RnnCell.Lstm, layers: 2, bidirectional: true);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1));
        foreach (string suffix in new[] { "_l0", "_l0_reverse", "_l1", "_l1_reverse" })
        {
            float[] bias = parameters[Place(shape, "rnn.bias_ih" + suffix)], w = parameters[Place(shape, "rnn.weight_hh" + suffix)];
            CollectionAssert.AreEqual(Enumerable.Range(0, 80).Select(i => i is >= 20 and < 40 ? 1f : 0f).ToArray(), bias);
            for (int gate = 0; gate < 4; gate++)
            {
                float[] first = w[(gate * 400)..(gate * 400 + 20)], second = w[(gate * 400 + 20)..(gate * 400 + 40)];
                Assert.AreEqual(1, first.Sum(x => (double)x * x), 1e-6);
                Assert.AreEqual(0, first.Zip(second, (a, b) => (double)a * b).Sum(), 1e-6);
            }
            CheckUniform(parameters[Place(shape, "rnn.weight_ih" + suffix)],
                Math.Sqrt(6.0 / (80 + (suffix.StartsWith("_l0", StringComparison.Ordinal) ? 3 : 40))));
        }
    }

    [TestMethod]
    public void IdentityIsThatOfTheIrnn()
    {
        NetworkSpec shape = NetworkForms.Of(28, 50, 30, 4, activation: RnnActivation.Relu);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.Identity, new RandomStream(1, 1));
        CollectionAssert.AreEqual(Enumerable.Range(0, 900).Select(i => i % 31 == 0 ? 1f : 0f).ToArray(),
            parameters[Place(shape, "rnn.weight_hh_l0")]);
        Assert.IsTrue(parameters[Place(shape, "rnn.bias_ih_l0")].All(value => value == 0));
        double variance = parameters[Place(shape, "rnn.weight_ih_l0")].Average(weight => (double)weight * weight);
        Assert.AreEqual(1e-6, variance, 4e-6 * Math.Sqrt(2.0 / 1500)); // a normal's variance is estimated to √(2/n)
    }

    private static Range Place(NetworkSpec shape, string name) =>
        new ParameterLayout(shape).Single(parameter => parameter.Name == name).Place;

    private static void CheckUniform(float[] weights, double limit)
    {
        Assert.IsTrue(weights.All(weight => Math.Abs(weight) <= limit));
        Assert.IsGreaterThan(0.95 * limit, weights.Max());
        Assert.IsLessThan(-0.95 * limit, weights.Min());

        // Variance of a uniform variable: limit² / 3; its estimate from n values is off by about √(4/(5n)).
        double variance = weights.Average(weight => (double)weight * weight), expected = limit * limit / 3;
        Assert.AreEqual(expected, variance, 4 * expected * Math.Sqrt(0.8 / weights.Length));
    }
}
