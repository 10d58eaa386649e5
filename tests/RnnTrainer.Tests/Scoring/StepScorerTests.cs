using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class StepScorerTests
{
    /// <summary>The law: after each step, what the network says of the sequence up to there, to the last bit.</summary>
    [TestMethod]
    public void EachStepIsScoredAsASequenceThatEndsThere()
    {
        foreach (NetworkSpec shape in NetworkForms.All().Concat(NetworkForms.All(inputs: 17, hidden: 16, classes: 3))
            .Concat(NetworkForms.WithHighway(timeSteps: 30)))
        {
            RnnModel model = ScoreDefinition.Network(shape);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                foreach (int steps in new[] { 1, 2, scorer.BlockRows, scorer.BlockRows + 1, 2 * scorer.BlockRows + 3 })
                {
                    float[] sequence = Sequence(steps * shape.Input.Size);
                    float[][] scored = new StepScorer(scorer).Score(sequence);
                    Assert.HasCount(shape.Input.NetworkSteps(steps), scored);
                    for (int t = 0; t < scored.Length; t++)
                    {
                        float[] alone = Alone(scorer, Beginning(shape, sequence, t));
                        CollectionAssert.AreEqual(alone, scored[t], $"{kernels.Level}, {shape.Description}: step {t} of {steps}");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void NotANumberSpoilsItsStepAndThoseAfterIt()
    {
        foreach (NetworkSpec shape in NetworkForms.All().Where(network => !network.Input.FillsMissing))
        {
            SequenceScorer scorer = new(ScoreDefinition.Network(shape));
            float[] sequence = Sequence(20 * shape.Input.Size);
            float[][] clean = new StepScorer(scorer).Score(sequence);
            sequence[7 * shape.Input.Size] = float.NaN;
            float[][] spoilt = new StepScorer(scorer).Score(sequence);
            int first = 7 / shape.Input.BlockSteps;
            for (int t = 0; t < spoilt.Length; t++)
            {
                float[] expected = t < first ? clean[t] : Alone(scorer, Beginning(shape, sequence, t));
                CollectionAssert.AreEqual(expected, spoilt[t], $"{shape.Description}: step {t}");
                Assert.AreEqual(t >= first, spoilt[t].All(float.IsNaN), $"{shape.Description}: step {t}");
            }
        }
    }

    [TestMethod]
    public void ATrainedNetworkEndsWithItsScoreAndWelcomesABeginning()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer network = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        float[][] scores = [.. network.Transform(data).GetColumn<float[]>("Score")];
        float[][] features = [.. data.GetColumn<float[]>("Features")];
        for (int row = 0; row < 20; row++)
        {
            IReadOnlyList<float[]> steps = network.ScoreEachStep(features[row]);
            Assert.HasCount(ToySequences.TimeSteps, steps);
            CollectionAssert.AreEqual(scores[row], steps[^1]);
            IReadOnlyList<float[]> beginning = network.ScoreEachStep(features[row].AsSpan(0, 2 * ToySequences.InputSize));
            Assert.HasCount(2, beginning);
            CollectionAssert.AreEqual(steps[1], beginning[1]);
        }
    }

    [TestMethod]
    public void AnySequenceLengthWillDoWhereTrainingHadMany()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(1, 10)
            .Select(i => new RaggedSequences.Row { Features = Sequence(i * 3), Name = "ab"[i % 2].ToString() })];
        RnnOptions options = ToySequences.Options with { InputSize = 3, Cell = RnnCell.Gru, Bidirectional = true };
        RnnTransformer network = new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, rows));
        Assert.HasCount(100, network.ScoreEachStep(Sequence(300)));
    }

    [TestMethod]
    public void WhatIsNoSequenceIsRefused()
    {
        MLContext ml = new(1);
        RnnTransformer network = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        int inputs = ToySequences.InputSize, steps = ToySequences.TimeSteps;
        AssertRefused("is empty. Pass at least one step of 3 inputs", 0);
        AssertRefused($"holds {inputs + 1} values, but this network takes {inputs} inputs per step", inputs + 1);
        AssertRefused($"holds {steps + 1} steps, but this network takes at most {steps}", (steps + 1) * inputs);

        void AssertRefused(string message, int values) =>
            Assert.Contains(message, Assert.ThrowsExactly<RnnInputException>(() => network.ScoreEachStep(new float[values])).Message);
    }

    private static float[] Alone(SequenceScorer scorer, float[] sequence)
    {
        ScoringBlock block = scorer.CreateBlock(1);
        sequence.CopyTo(block.Add(sequence.Length));
        block.Score();
        return block.Outputs(0)[^scorer.Layout.OutputSize..].ToArray();
    }

    // Up to the end of a step of the network.
    private static float[] Beginning(NetworkSpec shape, float[] sequence, int step) =>
        sequence[..Math.Min(sequence.Length, (step + 1) * shape.Input.LayerInputs)];

    private static float[] Sequence(int length)
    {
        Random random = new(length);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }
}
