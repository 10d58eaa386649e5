using RnnTrainer.Model;
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
        RnnShape shape = new(28, 28, hidden, 10);
        float[] w = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1))[shape.RecurrentWeights];
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
        RnnShape shape = new(28, 28, 50, 10);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.GlorotOrthogonal, new RandomStream(1, 1));
        Assert.HasCount(4460, parameters);
        CheckUniform(parameters[shape.InputWeights], Math.Sqrt(6.0 / (28 + 50)));
        CheckUniform(parameters[shape.HeadWeights], Math.Sqrt(6.0 / (50 + 10)));
        Assert.IsTrue(parameters[shape.Bias].Concat(parameters[shape.HeadBias]).All(value => value == 0));
    }

    [TestMethod]
    public void UniformFillsPyTorchsInterval()
    {
        RnnShape shape = new(28, 28, 50, 10);
        CheckUniform(InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)), 1 / Math.Sqrt(50));
    }

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
