using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tasks;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Tasks;

/// <summary>What a network learns on standardised targets, it gives in their own units.</summary>
[TestClass]
public sealed class OutputScaleTests
{
    [TestMethod]
    public void TheScaleIsFoldedIntoTheHeadAndTheHighwayAndOutOfThem()
    {
        NetworkSpec shape = NetworkForms.WithHighway(timeSteps: 4).Last(network => network.Head.Numbers == 2);
        RnnModel trained = ScoreDefinition.Network(shape);
        OutputScale scale = new([5, 5, 5, -20, -20, -20], [3, 3, 3, 0.5, 0.5, 0.5]); // 2 numbers, 3 levels each
        RnnModel learnt = new(shape, scale.Fold(shape, trained.Parameters), labelValues: null);
        float[] sequence = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i))];
        float[] before = Score(trained, sequence), after = Score(learnt, sequence);
        for (int i = 0; i < before.Length; i++)
            Assert.AreEqual(before[i] * scale.Factors[i] + scale.Offsets[i], after[i], 1e-5, $"output {i}");
        foreach ((float expected, float actual) in trained.Parameters.ToArray().Zip(scale.Unfold(shape, learnt.Parameters)))
            Assert.AreEqual(expected, actual, 1e-5);
    }

    private static float[] Score(RnnModel model, float[] sequence)
    {
        ScoringBlock block = new SequenceScorer(model).CreateBlock(1);
        sequence.CopyTo(block.Add(sequence.Length));
        block.Score();
        return block.Outputs(0).ToArray();
    }
}
