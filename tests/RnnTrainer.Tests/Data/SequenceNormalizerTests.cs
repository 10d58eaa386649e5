using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Data;

/// <summary>Inputs are brought to scale as the formulas say, whatever their number, their scale and the sequence's length.</summary>
[TestClass]
public sealed class SequenceNormalizerTests
{
    // The formulas in double, once rounded to single; the order of a sum may change the last digit.
    private const double Tolerance = 2e-7;

    private static readonly int[] Inputs = [1, 2, 3, 28, 127, 128, 129, 300], Steps = [1, 2, 3, 85, 1000];

    private static readonly RnnNormalization[] OfSequence = [RnnNormalization.SequenceMeanVariance, RnnNormalization.SequenceMinMax];

    [TestMethod]
    public void EachSequenceIsScaledAsTheFormulasSay()
    {
        foreach ((int inputs, int steps) in from inputs in Inputs from steps in Steps where inputs * steps < 100_000 select (inputs, steps))
        {
            foreach (RnnNormalization kind in OfSequence)
            {
                float[] sequence = Draw(inputs, steps), scaled = [.. sequence];
                Normalizer(inputs, kind).Apply(scaled);
                double[] expected = Defined(sequence, inputs, kind);
                for (int i = 0; i < sequence.Length; i++)
                    Assert.AreEqual(expected[i], scaled[i], Tolerance * (1 + Math.Abs(expected[i])),
                        $"{kind}, {steps} x {inputs}, value {i}");
            }
        }
    }

    [TestMethod]
    public void WhatWasMeasuredIsAppliedToEachStep()
    {
        foreach ((int inputs, int steps) in from inputs in Inputs from steps in Steps where inputs * steps < 100_000 select (inputs, steps))
        {
            Random random = new(1);
            double[] offsets = [.. Enumerable.Range(0, inputs).Select(_ => random.NextDouble() * 1e9)];
            double[] scales = [.. Enumerable.Range(0, inputs).Select(_ => random.NextDouble())];
            float[] sequence = Draw(inputs, steps), scaled = [.. sequence];
            Normalizer(inputs, new InputNormalization(RnnNormalization.MinMax, new(offsets), new(scales))).Apply(scaled);
            CollectionAssert.AreEqual(
                sequence.Select((x, i) => (float)((x - offsets[i % inputs]) * scales[i % inputs])).ToArray(), scaled,
                $"{steps} x {inputs}");
        }
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.1f)]
    [DataRow(-1_000_000_000f)]
    [DataRow(float.Epsilon)]
    [DataRow(float.MaxValue)]
    public void AnInputThatNeverChangesBecomesZero(float value)
    {
        var cases = from inputs in Inputs from steps in Steps from kind in OfSequence select (inputs, steps, kind);
        foreach ((int inputs, int steps, RnnNormalization kind) in cases)
        {
            float[] sequence = new float[inputs * steps];
            sequence.AsSpan().Fill(value);
            Normalizer(inputs, kind).Apply(sequence);
            Assert.IsTrue(sequence.All(x => x == 0), $"{kind}, {steps} x {inputs}");
        }
    }

    // Of what a Single can tell apart, nothing is lost: one last digit up and down becomes -1 and 1, or 0 and 1.
    [TestMethod]
    [DataRow(1_000_000_000f)]
    [DataRow(16_777_215f)]
    [DataRow(1f)]
    [DataRow(0f)]
    [DataRow(1e-42f)]
    [DataRow(-3e38f)]
    public void TheSmallestDifferenceOnAnyOffsetKeepsItsDigits(float value)
    {
        float next = MathF.BitIncrement(value);
        float[] sequence = [.. Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? value : next)];
        float[] meanVariance = [.. sequence], minMax = [.. sequence];
        Normalizer(1, RnnNormalization.SequenceMeanVariance).Apply(meanVariance);
        Normalizer(1, RnnNormalization.SequenceMinMax).Apply(minMax);
        for (int i = 0; i < sequence.Length; i++)
        {
            Assert.AreEqual(i % 2 == 0 ? -1 : 1, meanVariance[i], 1e-6);
            Assert.AreEqual(i % 2, minMax[i]);
        }
    }

    [TestMethod]
    public void NotANumberStaysOne()
    {
        foreach (RnnNormalization kind in OfSequence)
        {
            float[] sequence = [1, 5, float.NaN, 5, 2, 5];
            Normalizer(2, kind).Apply(sequence);
            Assert.IsTrue(float.IsNaN(sequence[2]), $"{kind}");
            Assert.AreEqual(0, sequence[1], "the other input is another's");
        }
        float[] measured = [float.NaN];
        Normalizer(1, new InputNormalization(RnnNormalization.MeanVariance, [5], [0])).Apply(measured);
        Assert.IsTrue(float.IsNaN(measured[0]), "even where the input never changed");
    }

    [TestMethod]
    public void AnyNumberOfThreadsMayUseOne()
    {
        SequenceNormalizer normalizer = Normalizer(3, RnnNormalization.SequenceMeanVariance);
        float[][] expected = [.. Enumerable.Range(1, 64).Select(Scaled)];
        Parallel.For(0, 640, i => CollectionAssert.AreEqual(expected[i % 64], Scaled(i % 64 + 1)));

        float[] Scaled(int steps)
        {
            float[] sequence = Draw(3, steps);
            normalizer.Apply(sequence);
            return sequence;
        }
    }

    private static SequenceNormalizer Normalizer(int inputs, RnnNormalization kind) =>
        Normalizer(inputs, InputNormalization.None with { Kind = kind });

    private static SequenceNormalizer Normalizer(int inputs, InputNormalization normalization) =>
        SequenceNormalizer.Of(new InputSpec(InputSpec.AnyTimeSteps, inputs) { Normalization = normalization })!;

    // Inputs of very different scales.
    private static float[] Draw(int inputs, int steps)
    {
        Random random = new(inputs * steps);
        return [.. Enumerable.Range(0, inputs * steps)
            .Select(i => (float)((random.NextDouble() - 0.3) * Math.Pow(10, i % inputs % 13 - 6)))];
    }

    private static double[] Defined(float[] sequence, int inputs, RnnNormalization kind)
    {
        double[] result = new double[sequence.Length];
        for (int input = 0; input < inputs; input++)
        {
            double[] x = [.. sequence.Where((_, i) => i % inputs == input).Select(value => (double)value)];
            (double offset, double scale) = ScoreDefinition.OfSequence(kind, x);
            for (int t = 0; t < x.Length; t++)
                result[t * inputs + input] = (x[t] - offset) * scale;
        }
        return result;
    }
}
