using RnnTrainer.Data;
using RnnTrainer.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Training.Optimizers;

[TestClass]
public sealed class OptimizerTests
{
    private const int Steps = 50, Length = 37; // no multiple of a vector's 4, 8 or 16 elements: the scalar tail runs too

    // Each of 50 steps rounds a weight w, and the step itself, to half a unit in the last place: 6e-8 · max(1, |w|). Both
    // sides do so, on formulas that round in different places.
    private const double Tolerance = Steps * 2 * 6e-8;

    // Every number differs from its default, and ε is of the size of the gradients, so that each shows.
    private static readonly RnnAdam Adam = new() { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 0.01, WeightDecay = 0.1 };
    private static readonly RnnAdamW AdamW = new() { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 0.01, WeightDecay = 0.1 };
    private static readonly RnnSgd Sgd = new() { Momentum = 0.7, WeightDecay = 0.1 };
    private static readonly RnnRmsProp RmsProp = new() { Alpha = 0.8, Epsilon = 0.01, Momentum = 0.7, WeightDecay = 0.1 };

    [TestMethod]
    public void AdamIsTorchs()
    {
        Agree(new RnnAdam(), w => optim.Adam([w], 1, beta1: 0.9, beta2: 0.999, eps: 1e-8));
        Agree(Adam, w => optim.Adam([w], 1, beta1: 0.8, beta2: 0.95, eps: 0.01, weight_decay: 0.1));
    }

    [TestMethod]
    public void AdamWIsTorchs()
    {
        Agree(new RnnAdamW(), w => optim.AdamW([w], 1, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.01));
        Agree(AdamW, w => optim.AdamW([w], 1, beta1: 0.8, beta2: 0.95, eps: 0.01, weight_decay: 0.1));
    }

    [TestMethod]
    public void SgdIsTorchs()
    {
        Agree(new RnnSgd(), w => optim.SGD([w], 1));
        Agree(new RnnSgd { WeightDecay = 0.1 }, w => optim.SGD([w], 1, weight_decay: 0.1));
        Agree(Sgd, w => optim.SGD([w], 1, momentum: 0.7, weight_decay: 0.1));
        Agree(Sgd with { Nesterov = true }, w => optim.SGD([w], 1, momentum: 0.7, weight_decay: 0.1, nesterov: true));
    }

    [TestMethod]
    public void RmsPropIsTorchs()
    {
        Agree(new RnnRmsProp(), w => optim.RMSProp([w], 1, alpha: 0.99, eps: 1e-8));
        Agree(RmsProp with { Momentum = 0 }, w => optim.RMSProp([w], 1, alpha: 0.8, eps: 0.01, weight_decay: 0.1));
        Agree(RmsProp, w => optim.RMSProp([w], 1, alpha: 0.8, eps: 0.01, weight_decay: 0.1, momentum: 0.7));
    }

    [TestMethod]
    public void VectorsAndTailHaveTheSameBits()
    {
        // Elements do not meet: one optimizer of 37 is 37 optimizers of 1, which have a tail only.
        foreach (RnnOptimizer options in All())
        {
            float[] together = Run(RnnOptimizerUpdate.Create(options, Length), Start(), 0, Steps);
            for (int i = 0; i < Length; i++)
            {
                RnnOptimizerUpdate single = RnnOptimizerUpdate.Create(options, 1);
                float[] weight = [Start()[i]];
                for (int step = 0; step < Steps; step++)
                    single.Step(weight, [Gradient(step)[i]], [Range.All], Rate(step));
                Assert.AreEqual(weight[0], together[i], $"{options}, parameter {i}");
            }
        }
    }

    [TestMethod]
    public void DefaultAdamKeepsTheBitsOfModelsTrainedSoFar()
    {
        // The arithmetic of the first version, operation by operation; the golden model was trained with it.
        float[] w = Start(), m = new float[Length], v = new float[Length];
        for (int step = 0; step < Steps; step++)
        {
            float[] gradient = Gradient(step);
            double correction = Math.Sqrt(1 - Math.Pow(0.999, step + 1));
            float rate = (float)(Rate(step) * correction / (1 - Math.Pow(0.9, step + 1))), epsilon = (float)(1e-8 * correction);
            for (int i = 0; i < Length; i++)
            {
                m[i] += (float)(1 - 0.9) * (gradient[i] - m[i]);
                v[i] += (float)(1 - 0.999) * (gradient[i] * gradient[i] - v[i]);
                w[i] -= rate * m[i] / (MathF.Sqrt(v[i]) + epsilon);
            }
        }
        CollectionAssert.AreEqual(w, Run(RnnOptimizerUpdate.Create(new RnnAdam(), Length), Start(), 0, Steps));
    }

    [TestMethod]
    public void SavedStateContinuesBitForBit()
    {
        foreach (RnnOptimizer options in All())
        {
            RnnOptimizerUpdate first = RnnOptimizerUpdate.Create(options, Length), second = RnnOptimizerUpdate.Create(options, Length);
            float[] half = Run(first, Start(), 0, Steps / 2);
            Assert.HasCount(first.State.Count, second.State);
            for (int i = 0; i < first.State.Count; i++)
                first.State[i].CopyTo(second.State[i], 0);
            second.Steps = first.Steps;
            Assert.AreEqual(Steps / 2, second.Steps);

            float[] expected = Run(first, [.. half], Steps / 2, Steps);
            CollectionAssert.AreEqual(expected, Run(second, [.. half], Steps / 2, Steps), $"{options}");
            float[] anew = Run(RnnOptimizerUpdate.Create(options, Length), [.. half], Steps / 2, Steps);
            Assert.AreEqual(first.State.Count == 0, expected.SequenceEqual(anew), $"{options}");
        }
    }

    [TestMethod]
    public void WhatABatchDidNotTouchStaysAsItIs()
    {
        foreach (RnnOptimizer options in All())
        {
            float[] start = Start(), whole = Start(), parts = Start();
            RnnOptimizerUpdate first = RnnOptimizerUpdate.Create(options, Length), second = RnnOptimizerUpdate.Create(options, Length);
            for (int step = 0; step < 3; step++)
            {
                first.Step(whole, Gradient(step), [Range.All], Rate(step));
                second.Step(parts, Gradient(step), [0..5, 9..(Length - 1)], Rate(step));
            }
            for (int i = 0; i < Length; i++)
                Assert.AreEqual(i is < 5 or >= 9 and < Length - 1 ? whole[i] : start[i], parts[i], $"{options}, parameter {i}");
        }
    }

    [TestMethod]
    public void OnlyWhatIsNeededIsKept()
    {
        IReadOnlyList<float[]>[] states = [.. All().Select(options => RnnOptimizerUpdate.Create(options, Length).State)];
        CollectionAssert.AreEqual(new[] { 2, 2, 0, 1, 1, 1, 2 }, states.Select(state => state.Count).ToArray());
        Assert.IsTrue(states.All(state => state.All(vector => vector.Length == Length)));
    }

    [TestMethod]
    public void AStepAllocatesNothing()
    {
        float[] weights = Start(), gradient = Gradient(0);
        foreach (RnnOptimizer options in All())
        {
            RnnOptimizerUpdate optimizer = RnnOptimizerUpdate.Create(options, Length);
            optimizer.Step(weights, gradient, [Range.All], 0.01f);
            Assert.AreEqual(0, Allocation.Least(HundredSteps), $"{options}");

            void HundredSteps()
            {
                for (int step = 0; step < 100; step++)
                    optimizer.Step(weights, gradient, [Range.All], 0.01f);
            }
        }
    }

    [TestMethod]
    public void AdamsFirstStepMovesByTheLearningRateAgainstTheSign()
    {
        float[] parameters = [1, 1, 1];
        RnnOptimizerUpdate.Create(new RnnAdam(), 3).Step(parameters, [5, -0.001f, 0], [Range.All], 0.1f);
        Assert.AreEqual(0.9f, parameters[0], 1e-6f);
        Assert.AreEqual(1.1f, parameters[1], 1e-5f); // ε is 1e-5 of this gradient
        Assert.AreEqual(1f, parameters[2]);
    }

    private static RnnOptimizer[] All() =>
        [Adam, AdamW, new RnnSgd(), Sgd, Sgd with { Nesterov = true }, new RnnRmsProp(), RmsProp];

    private static void Agree(RnnOptimizer options, Func<Parameter, optim.Optimizer> create)
    {
        float[] ours = Run(RnnOptimizerUpdate.Create(options, Length), Start(), 0, Steps);
        using DisposeScope scope = NewDisposeScope();
        Parameter theirs = new(tensor(Start()));
        using optim.Optimizer optimizer = create(theirs);
        for (int step = 0; step < Steps; step++)
        {
            optimizer.ParamGroups.Single().LearningRate = Rate(step);
            theirs.grad = tensor(Gradient(step));
            optimizer.step();
        }
        float[] expected = theirs.data<float>().ToArray();
        for (int i = 0; i < Length; i++)
            Assert.AreEqual(expected[i], ours[i], Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{options}, parameter {i}");
    }

    private static float[] Run(RnnOptimizerUpdate optimizer, float[] weights, int from, int to)
    {
        for (int step = from; step < to; step++)
            optimizer.Step(weights, Gradient(step), [Range.All], Rate(step));
        return weights;
    }

    // A rate that changes shows whether it is part of what is remembered.
    private static float Rate(int step) => 0.01f / (1 + step % 3);

    private static float[] Start() => Uniform(seed: 1000, size: 1);

    private static float[] Gradient(int step) => Uniform(step, size: 0.1);

    private static float[] Uniform(int seed, double size)
    {
        RandomStream random = new(seed, purpose: 1);
        return [.. Enumerable.Range(0, Length).Select(_ => random.NextUniform(size))];
    }
}
