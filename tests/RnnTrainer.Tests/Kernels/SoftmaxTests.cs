using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

[TestClass]
public sealed class SoftmaxTests
{
    [TestMethod]
    public void MatchesTheFormulaInDoublePrecision()
    {
        Random random = new(1);
        for (int length = 1; length <= 40; length++)
        {
            float[] x = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 40 - 20))];
            double sum = x.Sum(value => Math.Exp(value));
            float[] y = [.. x];
            Softmax.Apply(y);
            for (int i = 0; i < length; i++)
                Assert.AreEqual(Math.Exp(x[i]) / sum, y[i], 1e-6);
        }
    }

    [TestMethod]
    public void AddingAConstantChangesNothing()
    {
        float[] near = [1, 2, 3], far = [1001, 1002, 1003];
        Softmax.Apply(near);
        Softmax.Apply(far);
        CollectionAssert.AreEqual(near, far);
    }

    [TestMethod]
    public void OneNaNMakesAllNaN()
    {
        float[] x = [1, float.NaN, 3];
        Softmax.Apply(x);
        Assert.IsTrue(x.All(float.IsNaN));
    }
}
