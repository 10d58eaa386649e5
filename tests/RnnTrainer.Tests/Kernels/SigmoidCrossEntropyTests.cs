using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

[TestClass]
public sealed class SigmoidCrossEntropyTests
{
    /// <summary>-q·log σ(x) - (1-q)·log(1 - σ(x)) in double precision, where its logarithms are still finite and exact.</summary>
    [TestMethod]
    public void LossAndGradientAreThoseOfTheFormula()
    {
        foreach (float smoothing in new[] { 0, 0.1f, 0.9f })
        {
            for (float x = -15; x <= 15; x += 0.37f)
            {
                foreach (bool isYes in new[] { false, true })
                {
                    double yes = 1 / (1 + Math.Exp(-x)), no = 1 / (1 + Math.Exp(x));
                    double target = (isYes ? 1 : 0) * (1 - (double)smoothing) + smoothing / 2.0;
                    float logit = x;
                    double loss = SigmoidCrossEntropy.LossAndGradient(ref logit, isYes, 0.25f, smoothing);
                    Assert.AreEqual(-target * Math.Log(yes) - (1 - target) * Math.Log(no), loss, 1e-7 * Math.Max(1, loss), $"{x}, {isYes}");
                    Assert.AreEqual(0.25 * (yes - target), logit, 1e-7, $"gradient at {x}, {isYes}");
                }
            }
        }
    }

    [TestMethod]
    public void NothingOverflowsHoweverSureTheNetworkIs()
    {
        foreach ((float x, bool isYes, double loss, float gradient) in new (float, bool, double, float)[]
        {
            (1e30f, true, 0, 0), (1e30f, false, 1e30f, 1), (-1e30f, true, 1e30f, -1), (-1e30f, false, 0, 0),
            (float.MaxValue, false, float.MaxValue, 1), (-1000, true, 1000, -1), (100, true, 0, 0),
        })
        {
            float logit = x;
            Assert.AreEqual(loss, SigmoidCrossEntropy.LossAndGradient(ref logit, isYes, 1, 0), $"{x}, {isYes}");
            Assert.AreEqual(gradient, logit, $"{x}, {isYes}");
        }
        float unknown = float.NaN;
        Assert.IsTrue(double.IsNaN(SigmoidCrossEntropy.LossAndGradient(ref unknown, true, 1, 0)) && float.IsNaN(unknown));
    }
}
