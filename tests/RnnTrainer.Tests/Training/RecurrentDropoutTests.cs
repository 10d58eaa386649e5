using RnnTrainer.Tests.Training.Checkpoints;

namespace RnnTrainer.Tests.Training;

/// <summary>Recurrent dropout through Fit; that its gradients are autograd's is what <see cref="NetworkFormTests"/> says.</summary>
[TestClass]
public sealed class RecurrentDropoutTests
{
    private static readonly RnnOptions Options = ToySequences.Options with { Cell = RnnCell.Gru, RecurrentDropout = 0.3f };

    private static IEnumerable<object[]> Cells => Enum.GetValues<RnnCell>().Select(cell => new object[] { cell });

    [TestMethod]
    [DynamicData(nameof(Cells))]
    public void TheSameBitsOnAnyNumberOfThreads(RnnCell cell)
    {
        RnnOptions options = Options with { Cell = cell, Layers = 2, Bidirectional = true, BatchSize = 80 };
        float[] one = Weights(options with { Threads = 1 });
        foreach (int threads in new[] { 2, 3, 8 })
            CollectionAssert.AreEqual(one, Weights(options with { Threads = threads }), $"{threads} threads");
    }

    [TestMethod]
    [DynamicData(nameof(Cells))]
    public void BothEnginesTrainAlike(RnnCell cell)
    {
        RnnOptions options = Options with { Cell = cell };
        IReadOnlyList<RnnEpoch> kernels = Fit(options with { Engine = RnnEngine.Kernels }).History;
        IReadOnlyList<RnnEpoch> torch = Fit(options with { Engine = RnnEngine.Torch }).History;
        for (int epoch = 0; epoch < kernels.Count; epoch++)
            Assert.AreEqual(torch[epoch].Loss, kernels[epoch].Loss, 1e-4);
    }

    [TestMethod]
    public void ItChangesTrainingAndNoScore()
    {
        // So small a rate leaves the network as it was drawn.
        RnnOptions still = Options with { LearningRate = 1e-30f, ValidationFraction = 0.3f, Epochs = 1 };
        RnnEpoch with = Fit(still).History[0], without = Fit(still with { RecurrentDropout = 0 }).History[0];
        Assert.AreEqual(without.ValidationLoss, with.ValidationLoss);
        Assert.AreNotEqual(without.Loss, with.Loss);
    }

    /// <summary>A unit that is dropped is dropped at every step: without its state in the products, only the last step counts.</summary>
    [TestMethod]
    public void WhereNearlyAllUnitsAreDroppedASimpleRnnRemembersNothing()
    {
        RnnOptions options = Options with { Cell = RnnCell.Rnn, RecurrentDropout = 0.999f, Epochs = 40 };
        Assert.IsGreaterThan(0.9, Fit(options with { RecurrentDropout = 0 }).History[^1].Accuracy);
        Assert.IsLessThan(0.7, Fit(options).History[^1].Accuracy);
    }

    [TestMethod]
    public void AnInterruptedRunEndsWithTheSameBits()
    {
        RnnOptions options = VictimRun.Options with { Epochs = 2, Cell = RnnCell.Lstm, RecurrentDropout = 0.25f };
        string expected = VictimRun.Result(VictimRun.Fit(options));
        Assert.AreNotEqual(expected, VictimRun.Result(VictimRun.Fit(options with { RecurrentDropout = 0 })));
        for (int step = 3; step <= 22; step += 5)
        {
            using TemporaryFolder folder = new();
            Assert.AreEqual(expected, VictimRun.Result(VictimRun.FitInTwo(options, step, folder.FullPath)), $"stopped at step {step}");
        }
    }

    private static float[] Weights(RnnOptions options) => Fit(options).Model.Parameters.ToArray();

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new(1);
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}
