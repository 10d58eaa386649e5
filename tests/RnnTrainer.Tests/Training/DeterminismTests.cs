using TorchSharp;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class DeterminismTests
{
    [TestMethod]
    public void SameSeedGivesTheSameWeights()
    {
        float[] first = Weights(new MLContext(), ToySequences.Options with { Seed = 7 });
        CollectionAssert.AreEqual(first, Weights(new MLContext(), ToySequences.Options with { Seed = 7 }));
        CollectionAssert.AreNotEqual(first, Weights(new MLContext(), ToySequences.Options with { Seed = 8 }));
    }

    [TestMethod]
    public void TheContextsSeedIsUsedUnlessTheOptionsGiveOne()
    {
        RnnOptions noSeed = ToySequences.Options with { Seed = null };
        float[] contextSeed = Weights(new MLContext(7), noSeed);
        CollectionAssert.AreEqual(contextSeed, Weights(new MLContext(7), noSeed));
        CollectionAssert.AreEqual(contextSeed, Weights(new MLContext(1), noSeed with { Seed = 7 }));
        CollectionAssert.AreNotEqual(contextSeed, Weights(new MLContext(8), noSeed));
    }

    [TestMethod]
    public void WithoutAnySeedFitsDiffer()
    {
        RnnOptions noSeed = ToySequences.Options with { Seed = null };
        CollectionAssert.AreNotEqual(Weights(new MLContext(), noSeed), Weights(new MLContext(), noSeed));
    }

    [TestMethod]
    public void FittingTwiceWithOneEstimatorGivesTheSameWeights()
    {
        MLContext ml = new();
        RnnEstimator estimator = new(ml, ToySequences.Options);
        IDataView data = ToySequences.Data(ml);
        CollectionAssert.AreEqual(estimator.Fit(data).Model.Parameters.ToArray(), estimator.Fit(data).Model.Parameters.ToArray());
        Assert.AreEqual(ToySequences.Options, estimator.Options);
    }

    [TestMethod]
    public void TheGlobalGeneratorOfTorchIsLeftAsItWas()
    {
        RnnOptions options = ToySequences.Options with { Engine = RnnEngine.Torch, Dropout = 0.1f };
        Weights(new MLContext(), options); // loads the native library
        using torch.Tensor before = torch.random.get_rng_state();
        Weights(new MLContext(), options);
        using torch.Tensor after = torch.random.get_rng_state();
        CollectionAssert.AreEqual(before.bytes.ToArray(), after.bytes.ToArray());
    }

    [TestMethod]
    public void ShuffleChangesTheOrderOfRowsOnly()
    {
        RnnOptions fileOrder = ToySequences.Options with { Shuffle = false };
        CollectionAssert.AreNotEqual(Weights(new MLContext(), fileOrder), Weights(new MLContext(), fileOrder with { Shuffle = true }));

        // With all rows in one batch their order matters to rounding only.
        RnnOptions oneBatch = fileOrder with { BatchSize = 90, Epochs = 1 };
        float[] inOrder = Weights(new MLContext(), oneBatch), shuffled = Weights(new MLContext(), oneBatch with { Shuffle = true });
        for (int i = 0; i < inOrder.Length; i++)
            Assert.AreEqual(inOrder[i], shuffled[i], 1e-3f); // one Adam step of 0.02 on gradients equal to about 1e-7
    }

    private static float[] Weights(MLContext ml, RnnOptions options) =>
        new RnnEstimator(ml, options).Fit(ToySequences.Data(ml)).Model.Parameters.ToArray();
}
