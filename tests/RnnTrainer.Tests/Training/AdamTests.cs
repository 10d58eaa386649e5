using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class AdamTests
{
    [TestMethod]
    public void MatchesTorchsAdamForEveryLengthOfTail()
    {
        Random random = new(1);
        foreach (int length in new[] { 1, 7, 8, 9, 15, 16, 17, 33, 100 })
        {
            float[] start = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
            float[] ours = [.. start];
            RnnTrainer.Training.Adam adam = new(length);
            using DisposeScope scope = NewDisposeScope();
            Parameter theirs = new(tensor(start));
            using var optimizer = optim.Adam([theirs], lr: 0.01);
            for (int step = 0; step < 20; step++)
            {
                float[] gradient = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
                adam.Step(ours, gradient, 0.01f);
                theirs.grad = tensor(gradient);
                optimizer.step();
            }
            float[] expected = theirs.data<float>().ToArray();
            for (int i = 0; i < length; i++)
                Assert.AreEqual(expected[i], ours[i], 2e-6f, $"length {length}, parameter {i}"); // 20 steps of at most 0.01, each rounded to 6e-8
        }
    }

    [TestMethod]
    public void FirstStepMovesByTheLearningRateAgainstTheSign()
    {
        float[] parameters = [1, 1, 1];
        new RnnTrainer.Training.Adam(3).Step(parameters, [5, -0.001f, 0], 0.1f);
        Assert.AreEqual(0.9f, parameters[0], 1e-6f);
        Assert.AreEqual(1.1f, parameters[1], 1e-5f);
        Assert.AreEqual(1f, parameters[2]);
    }
}
