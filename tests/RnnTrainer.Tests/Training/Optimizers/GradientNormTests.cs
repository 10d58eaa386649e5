using RnnTrainer.Data;
using RnnTrainer.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Training.Optimizers;

[TestClass]
public sealed class GradientNormTests
{
    [TestMethod]
    public void ClipIsTorchs()
    {
        foreach (int length in new[] { 1, 7, 8, 9, 37, 1000 })
        {
            foreach (double maxNorm in new[] { 0.01, 0.5, 1e6 })
            {
                float[] ours = Gradient(length);
                using DisposeScope scope = NewDisposeScope();
                Parameter theirs = new(zeros(length)) { grad = tensor(ours) };
                double expectedNorm = nn.utils.clip_grad_norm_([theirs], maxNorm);
                double norm = GradientNorm.Clip(ours, [Range.All], (float)maxNorm);
                Assert.AreEqual(expectedNorm, norm, 1e-6 * expectedNorm); // torch sums in single precision
                float[] expected = theirs.grad!.data<float>().ToArray();
                for (int i = 0; i < length; i++)
                    Assert.AreEqual(expected[i], ours[i], 1e-6 * Math.Abs(expected[i]), $"length {length}, at most {maxNorm}, [{i}]");
            }
        }
    }

    [TestMethod]
    public void TheNormIsThatOfTheDefinition()
    {
        for (int length = 0; length < 40; length++)
        {
            float[] gradient = Gradient(length);
            double expected = Math.Sqrt(gradient.Sum(g => (double)g * g));
            Assert.AreEqual(expected, GradientNorm.Clip(gradient, [Range.All], null), 1e-15 * 40); // 40 sums in double precision
        }
    }

    [TestMethod]
    public void ALongGradientKeepsItsDirectionAndGetsTheLargestNorm()
    {
        float[] gradient = [30, 40, 0, 0, 0, 0, 0, 0, 0];
        Assert.AreEqual(50, GradientNorm.Clip(gradient, [Range.All], 5));
        Assert.AreEqual(3f, gradient[0], 1e-6f);
        Assert.AreEqual(4f, gradient[1], 1e-6f);
        Assert.AreEqual(5, GradientNorm.Clip(gradient, [Range.All], null), 1e-6);
    }

    [TestMethod]
    public void AShortGradientKeepsItsBits()
    {
        float[] gradient = Gradient(37), before = [.. gradient];
        double norm = GradientNorm.Clip(gradient, [Range.All], null);
        CollectionAssert.AreEqual(before, gradient);
        GradientNorm.Clip(gradient, [Range.All], (float)(norm * 1.001));
        CollectionAssert.AreEqual(before, gradient);
        GradientNorm.Clip(gradient, [Range.All], (float)(norm * 0.999));
        CollectionAssert.AreNotEqual(before, gradient);
    }

    [TestMethod]
    public void HugeGradientsDoNotOverflow()
    {
        float[] gradient = [3e30f, 4e30f];
        Assert.AreEqual(5e30, GradientNorm.Clip(gradient, [Range.All], 1), 1e24);
        Assert.AreEqual(0.6f, gradient[0], 1e-6f);
        Assert.AreEqual(0.8f, gradient[1], 1e-6f);
    }

    [TestMethod]
    public void OnlyTouchedRangesAreMeasuredAndClipped()
    {
        float[] gradient = [30, float.NaN, 40, float.NaN];
        Assert.AreEqual(50, GradientNorm.Clip(gradient, [0..1, 2..3], 5));
        Assert.AreEqual((3f, 4f), (gradient[0], gradient[2]), "scaled by 5/(50 + 1e-6), which is 0.1 in single precision");
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN }, new[] { gradient[1], gradient[3] });
    }

    private static float[] Gradient(int length)
    {
        RandomStream random = new(length, purpose: 1);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextUniform(1))];
    }
}
