using RnnTrainer.Training.Optimizers;

namespace RnnTrainer.Tests.Tokens;

/// <summary>
/// Rows of a table that a batch does not use rest, as in <c>torch.optim.SparseAdam</c>: each row moves as if the steps that use it were
/// all there is, but for what counts steps.
/// </summary>
[TestClass]
public sealed class SparseUpdateTests
{
    private const int Rows = 7, Size = 5, Steps = 60;

    private static readonly RnnOptimizer[] Optimizers =
    [
        new RnnAdam(), new RnnAdam { WeightDecay = 0.1 }, new RnnAdamW { WeightDecay = 0.2 }, new RnnSgd { WeightDecay = 0.1 },
        new RnnSgd { Momentum = 0.9, Nesterov = true }, new RnnSgd { Momentum = 0.9 }, new RnnRmsProp { WeightDecay = 0.05 },
        new RnnRmsProp { Momentum = 0.8 },
    ];

    /// <summary>SparseAdam in double precision: moments of used rows only, corrected by the number of all steps.</summary>
    [TestMethod]
    public void AdamIsSparseAdam()
    {
        RnnOptimizerUpdate update = RnnOptimizerUpdate.Create(new RnnAdam(), Rows * Size);
        Random random = new(1);
        float[] w = [.. Enumerable.Range(0, Rows * Size).Select(_ => random.NextSingle())], gradient = new float[Rows * Size];
        double[] expected = [.. w.Select(value => (double)value)], m = new double[w.Length], v = new double[w.Length];
        for (int t = 1; t <= Steps; t++)
        {
            int[] used = Used(random, gradient);
            update.Step(w, gradient, RangesOf(used), 0.01f);
            foreach (int i in used.SelectMany(row => Enumerable.Range(row * Size, Size)))
            {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                expected[i] -= 0.01 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * m[i] / (Math.Sqrt(v[i]) + 1e-8);
            }
            for (int i = 0; i < w.Length; i++)
                Assert.AreEqual(expected[i], w[i], 2e-5, $"{i}, step {t}");
        }
    }

    [TestMethod]
    public void WhatRestsKeepsItsBitsAndWhatIsRememberedOfIt()
    {
        foreach (RnnOptimizer options in Optimizers)
        {
            RnnOptimizerUpdate update = RnnOptimizerUpdate.Create(options, Rows * Size);
            Random random = new(2);
            float[] w = [.. Enumerable.Range(0, Rows * Size).Select(_ => random.NextSingle())], gradient = new float[Rows * Size];
            for (int t = 1; t <= Steps; t++)
            {
                float[][] before = [[.. w], .. update.State.Select(state => state.ToArray())];
                int[] used = Used(random, gradient);
                update.Step(w, gradient, RangesOf(used), 0.01f);
                float[][] after = [w, .. update.State];
                for (int vector = 0; vector < after.Length; vector++)
                {
                    for (int row = 0; row < Rows; row++)
                    {
                        bool isSame = before[vector].AsSpan(row * Size, Size).SequenceEqual(after[vector].AsSpan(row * Size, Size));
                        Assert.AreEqual(!used.Contains(row), isSame, $"{options}, vector {vector}, row {row}, step {t}");
                    }
                }
            }
        }
    }

    /// <summary>A run that uses every row in every step is the same with one range and with a range a row.</summary>
    [TestMethod]
    public void RangesThatCoverAllGiveTheBitsOfOne()
    {
        foreach (RnnOptimizer options in Optimizers)
        {
            RnnOptimizerUpdate one = RnnOptimizerUpdate.Create(options, Rows * Size);
            RnnOptimizerUpdate each = RnnOptimizerUpdate.Create(options, Rows * Size);
            Random random = new(3);
            float[] a = [.. Enumerable.Range(0, Rows * Size).Select(_ => random.NextSingle())], b = [.. a];
            for (int t = 1; t <= 10; t++)
            {
                float[] gradient = [.. a.Select(_ => random.NextSingle() - 0.5f)];
                one.Step(a, gradient, [Range.All], 0.01f);
                each.Step(b, gradient, RangesOf([.. Enumerable.Range(0, Rows)]), 0.01f);
                CollectionAssert.AreEqual(a, b, $"{options}");
            }
        }
    }

    /// <summary>The average of rows that rest comes closer to them in every step, though nobody looks at it.</summary>
    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.05f)]
    [DataRow(0.5f)]
    [DataRow(0.9f)]
    [DataRow(0.999f)]
    public void AveragesCatchUpWithRowsThatRested(float decay)
    {
        RnnEma ema = new() { Decay = decay };
        Random random = new(4);
        float[] w = [.. Enumerable.Range(0, Rows * Size + 3).Select(_ => random.NextSingle())];
        RnnEmaUpdate whole = new(ema, w), rows = new(ema, w, Rows, Size);
        for (int t = 1; t <= 400; t++)
        {
            int[] used = [.. Enumerable.Range(0, Rows).Where(row => random.Next(row == 6 ? 1000 : 1 << row) == 0)];
            Range[] touched = [.. RangesOf(used), (Rows * Size)..w.Length];
            rows.Prepare(w, touched, t);
            foreach (Range range in touched)
            {
                foreach (ref float weight in w.AsSpan(range))
                    weight += random.NextSingle() - 0.5f;
            }
            whole.Step(w, [Range.All], t);
            rows.Step(w, touched, t);
            float[] all = rows.At(w, t);
            for (int i = 0; i < w.Length; i++)
                Assert.AreEqual(whole.Average[i], all[i], 1e-5 * (1 + Math.Abs(whole.Average[i])), $"{i}, step {t}");
        }
    }

    [TestMethod]
    public void ClippingAddsTheRangesInTheOrderOfTheParameters()
    {
        float[] gradient = [3, 4, 100, 100, 12, 0];
        Assert.AreEqual(13, GradientNorm.Clip(gradient, [0..2, 4..6], 6.5f), 1e-6);
        CollectionAssert.AreEqual(new float[] { 1.5f, 2, 100, 100, 6, 0 }, gradient.Select(value => MathF.Round(value, 4)).ToArray());
    }

    private static int[] Used(Random random, Span<float> gradient)
    {
        int[] used = [.. Enumerable.Range(0, Rows).Where(row => random.Next(1 + row) == 0)];
        gradient.Fill(float.NaN); // of what is not used nothing is read
        foreach (int row in used)
        {
            foreach (ref float value in gradient.Slice(row * Size, Size))
                value = random.NextSingle() - 0.4f;
        }
        return used;
    }

    private static Range[] RangesOf(int[] rows) => [.. rows.Select(row => (row * Size)..((row + 1) * Size))];
}
