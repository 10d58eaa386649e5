using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class SequenceScorerTests
{
    // Sums of up to 157 products in single precision, each rounded to 6e-8, carried over the time steps; probabilities below 1.
    private const double Tolerance = 2e-6;

    private const int TimeSteps = 6;

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(50)]
    [DataRow(51)]
    [DataRow(128)]
    public void EveryBlockGivesTheDefinitionAndEachRowTheSameBitsAsAlone(int hidden)
    {
        foreach (int inputs in new[] { 1, 3, 28 })
        {
            foreach (int classes in new[] { 2, 10, 17 })
            {
                RnnModel model = ScoreDefinition.Network(TimeSteps, inputs, hidden, classes);
                float[][] sequences = Sequences(100, TimeSteps * inputs);
                double[][] expected = [.. sequences.Select(sequence => ScoreDefinition.Of(model, sequence))];
                foreach (RnnKernels kernels in RnnKernels.All)
                {
                    SequenceScorer scorer = new(model, kernels);
                    int block = scorer.BlockRows;
                    float[][] alone = Score(scorer, sequences, 1);
                    for (int row = 0; row < alone.Length; row++)
                    {
                        for (int c = 0; c < classes; c++)
                            Assert.AreEqual(expected[row][c], alone[row][c], Tolerance,
                                $"{kernels.Level}, {inputs} inputs, row {row}, class {c}");
                    }
                    foreach (int rows in new[] { 0, 1, block - 1, block, block + 1, 100 })
                    {
                        float[][] scored = Score(scorer, sequences[..rows], block);
                        Assert.HasCount(rows, scored);
                        for (int row = 0; row < rows; row++)
                            CollectionAssert.AreEqual(alone[row], scored[row],
                                $"{kernels.Level}, {inputs} inputs, {classes} classes, row {row} of {rows}");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void NotANumberStaysInItsRow()
    {
        RnnModel model = ScoreDefinition.Network(TimeSteps, 3, 50, 10);
        foreach (RnnKernels kernels in RnnKernels.All)
        {
            SequenceScorer scorer = new(model, kernels);
            float[][] sequences = Sequences(scorer.BlockRows, TimeSteps * 3);
            float[][] clean = Score(scorer, sequences, scorer.BlockRows);
            for (int spoilt = 0; spoilt < sequences.Length; spoilt++)
            {
                float[][] copy = [.. sequences.Select(sequence => sequence.ToArray())];
                copy[spoilt][4] = spoilt % 2 == 0 ? float.NaN : float.PositiveInfinity;
                float[][] scored = Score(scorer, copy, scorer.BlockRows);
                Assert.AreEqual(spoilt % 2 == 0, scored[spoilt].All(float.IsNaN), $"{kernels.Level}, row {spoilt}");
                for (int row = 0; row < scored.Length; row++)
                {
                    if (row != spoilt)
                        CollectionAssert.AreEqual(clean[row], scored[row], $"{kernels.Level}, row {row} beside {spoilt}");
                }
            }
        }
    }

    [TestMethod]
    public void AnInfiniteInputScoresLikeAVeryLargeOne()
    {
        foreach (NetworkSpec shape in NetworkForms.EqualLayers().Where(network => network.Top.Activation == RnnActivation.Tanh))
        {
            RnnModel model = ScoreDefinition.Network(shape);
            float[] large = Sequences(1, TimeSteps * shape.Input.Size)[0], infinite = [.. large];
            (large[4], infinite[4]) = (1e30f, float.PositiveInfinity);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                foreach ((float expected, float actual) in Score(scorer, [large], 1)[0].Zip(Score(scorer, [infinite], 1)[0]))
                    Assert.AreEqual(expected, actual, 1e-6f, $"{kernels.Level}, {shape.Description}");
            }
        }
    }

    [TestMethod]
    public void AWorkspaceRemembersNothingOfEarlierBlocks()
    {
        SequenceScorer scorer = new(ScoreDefinition.Network(TimeSteps, 3, 50, 10));
        ScoringBlock used = scorer.CreateBlock(scorer.BlockRows);
        while (!used.IsFull)
            used.Add(TimeSteps * 3).Fill(float.NaN);
        used.Score();
        float[] sequence = Sequences(1, TimeSteps * 3)[0];
        foreach (int rows in new[] { 1, 2 })
        {
            used.Clear();
            for (int row = 0; row < rows; row++)
                sequence.CopyTo(used.Add(TimeSteps * 3));
            used.Score();
            CollectionAssert.AreEqual(Score(scorer, [sequence], 1)[0], used.Outputs(0).ToArray());
        }
    }

    [TestMethod]
    public void LongSequencesAreScoredInSmallBlocks()
    {
        Assert.AreEqual(1, new SequenceScorer(ScoreDefinition.Network(1 << 20, 1, 1, 2)).BlockRows);
        SequenceScorer ordinary = new(ScoreDefinition.Network(28, 28, 50, 10));
        Assert.IsGreaterThan(1, ordinary.BlockRows);
    }

    [TestMethod]
    public void EveryFormScoresItsDefinitionAtEveryLength()
    {
        int[] lengths = [1, 2, 3, 9, 4, 4, 1, 30, 9, 2, 17, 5, 6, 12, 3];
        foreach (NetworkSpec shape in NetworkForms.All().Concat(NetworkForms.All(inputs: 17, hidden: 16, classes: 3))
            .Concat(NetworkForms.WithHighway(lengths.Max())))
        {
            RnnModel model = ScoreDefinition.Network(shape);
            float[][] sequences = [.. lengths.Select((length, i) => Sequences(i + 1, length * shape.Input.Size)[i])];
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                float[][] alone = Score(scorer, sequences, 1), together = Score(scorer, sequences, scorer.BlockRows);
                float[][] reversed = [.. Score(scorer, [.. sequences.Reverse()], scorer.BlockRows).Reverse()];
                for (int row = 0; row < sequences.Length; row++)
                {
                    double[] expected = ScoreDefinition.Of(model, sequences[row]);
                    for (int c = 0; c < expected.Length; c++)
                        Assert.AreEqual(expected[c], alone[row][c], Tolerance, $"{kernels.Level}, {shape}, row {row}, class {c}");
                    CollectionAssert.AreEqual(alone[row], together[row], $"{kernels.Level}, {shape}: row {row} among others");
                    CollectionAssert.AreEqual(alone[row], reversed[row], $"{kernels.Level}, {shape}: row {row} in another order");
                }
            }
        }
    }

    [TestMethod]
    public void ForeignWorkspacesAreRefused()
    {
        SequenceScorer scorer = new(ScoreDefinition.Network(TimeSteps, 3, 7, 2));
        RnnWorkspace foreign = new(new RnnLayout(NetworkForms.Of(TimeSteps, 3, 8, 2), RnnKernels.Best.Lanes), 2, forTraining: false);
        Assert.ThrowsExactly<ArgumentException>(() => scorer.Score(foreign));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => foreign.Begin([1, 1, 1]));
    }

    private static float[][] Sequences(int count, int length)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray())];
    }

    private static float[][] Score(SequenceScorer scorer, float[][] sequences, int block)
    {
        ScoringBlock scored = scorer.CreateBlock(block);
        List<float[]> scores = [];
        for (int first = 0; first < sequences.Length; first += block)
        {
            scored.Clear();
            foreach (float[] sequence in sequences.Skip(first).Take(block))
                sequence.CopyTo(scored.Add(sequence.Length));
            scored.Score();
            for (int row = 0; row < scored.Count; row++)
                scores.Add(scored.Outputs(row).ToArray());
        }
        return [.. scores];
    }
}
