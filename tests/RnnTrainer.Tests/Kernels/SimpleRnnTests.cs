using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

[TestClass]
public sealed class SimpleRnnTests
{
    // The two sum in the same order but round differently where one fuses; tanh of the vector path is within 2 ulp of MathF's.
    private const float Tolerance = 2e-6f;

    [TestMethod]
    public void StepMatchesScalarDefinitionForEverySize()
    {
        Random random = new(1);
        for (int hidden = 1; hidden <= 70; hidden++)
        {
            foreach (int inputs in new[] { 1, 2, 3, 29, 78 })
            {
                int width = SimpleRnn.PaddedSize(hidden);
                float[] weights = [.. Enumerable.Range(0, inputs * width).Select(i => i % width < hidden ? (float)(random.NextDouble() - 0.5) : 0)];
                float[] state = [.. Enumerable.Range(0, inputs).Select(_ => (float)(random.NextDouble() * 2 - 1))];
                float[] expected = new float[width], actual = new float[width];
                SimpleRnn.StepScalar(weights, state, expected, hidden);
                SimpleRnn.Step(weights, state, actual);
                for (int j = 0; j < width; j++)
                    Assert.AreEqual(expected[j], actual[j], Tolerance, $"hidden {hidden}, inputs {inputs}, unit {j}");
            }
        }
    }

    [TestMethod]
    public void LargeSumsSaturateAndNaNStaysNaN()
    {
        int width = SimpleRnn.PaddedSize(1);
        float[] weights = new float[width], next = new float[width];
        weights[0] = 1;
        foreach ((float x, float y) in new[] { (1e30f, 1f), (-1e30f, -1f), (float.PositiveInfinity, 1f), (float.NaN, float.NaN), (0f, 0f) })
        {
            SimpleRnn.Step(weights, [x], next);
            Assert.AreEqual(y, next[0], 1e-7f);
        }
    }

    [TestMethod]
    public void TooFewWeightsOrAnUnpaddedResultAreRefused()
    {
        int width = SimpleRnn.PaddedSize(1);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SimpleRnn.Step(new float[width], [1, 2], new float[width]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SimpleRnn.Step(new float[width], [1], new float[width - 1]));
    }
}
