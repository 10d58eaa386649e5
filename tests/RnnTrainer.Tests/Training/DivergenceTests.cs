namespace RnnTrainer.Tests.Training;

/// <summary>A run that diverges loses nothing that was learnt before.</summary>
[TestClass]
public sealed class DivergenceTests
{
    private const float Rate = 0.02f;

    // Three good epochs of 6 steps; from the fourth on the rate is beyond all bounds.
    private static readonly RnnOptions Late = ToySequences.Options with
    {
        LearningRate = Rate,
        Epochs = 50,
        Schedule = new RnnStepSchedule { EveryEpochs = 3, Factor = 1e38 },
    };

    private static readonly RnnOptions Early = ToySequences.Options with { LearningRate = 1e38f, Epochs = 50 };

    [TestMethod]
    [DataRow(RnnEngine.Kernels)]
    [DataRow(RnnEngine.Torch)]
    public void TheBestWeightsAreReturnedWithAWarningWhereTheyAreAskedFor(RnnEngine engine)
    {
        RnnEarlyStopping stopping = new() { Monitor = RnnMetric.Loss, Patience = 40 };
        (RnnTransformer model, List<string> warnings) = Fit(Late with { Engine = engine, EarlyStopping = stopping });
        RnnTransformer expected = Fit(ToySequences.Options with { Engine = engine, Epochs = 3 }).Model;
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), model.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(expected.History.ToArray(), model.History.Take(3).ToArray());
        Assert.AreEqual(3, model.BestEpoch);
        string warning = warnings.Single(line => line.StartsWith("Training diverged", StringComparison.Ordinal));
        StringAssert.Contains(warning, "Restored the weights of epoch 3, the best");
    }

    [TestMethod]
    public void OtherwiseTheExceptionCarriesTheBestNetworkAndTheRateThatWasReached()
    {
        RnnDivergenceException error = Assert.ThrowsExactly<RnnDivergenceException>(() => Fit(Late));
        RnnTransformer expected = Fit(ToySequences.Options with { Epochs = 3 }).Model;
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), error.Network!.Model.Parameters.ToArray());
        Assert.AreEqual(3, error.Network.BestEpoch);
        Assert.IsGreaterThan(18, error.Step);
        Assert.IsGreaterThan(3, error.Epoch);
        Assert.AreEqual((float)(Rate * 1e38), error.LearningRate);
        string where = FormattableString.Invariant($"at step {error.Step} (epoch {error.Epoch}), at learning rate {error.LearningRate}");
        StringAssert.Contains(error.Message, where);
        StringAssert.Contains(error.Message, "smaller LearningRate");
    }

    [TestMethod]
    public void BeforeTheFirstEpochHasEndedThereIsNoBestNetwork()
    {
        RnnEarlyStopping stopping = new() { Monitor = RnnMetric.Loss };
        foreach (RnnOptions options in new[] { Early, Early with { EarlyStopping = stopping } })
        {
            RnnDivergenceException error = Assert.ThrowsExactly<RnnDivergenceException>(() => Fit(options));
            Assert.AreEqual((1, 1e38f), (error.Epoch, error.LearningRate));
            Assert.IsTrue(error.Network is null || error.Network.Model.Parameters.ToArray().All(float.IsFinite));
            Assert.IsNull(error.Network?.BestEpoch);
        }
    }

    [TestMethod]
    public void AResumedRunThatDivergesGivesTheSame()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = Late with
        {
            EarlyStopping = new RnnEarlyStopping { Monitor = RnnMetric.Loss, Patience = 40 },
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath,
        };
        RnnTransformer first = Fit(kept).Model, again = Fit(kept).Model;
        CollectionAssert.AreEqual(first.Model.Parameters.ToArray(), again.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(first.History.ToArray(), again.History.ToArray());
    }

    private static (RnnTransformer Model, List<string> Warnings) Fit(RnnOptions options)
    {
        MLContext ml = new();
        List<string> warnings = [];
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.RawMessage);
        };
        return (new RnnEstimator(ml, options).Fit(ToySequences.Data(ml)), warnings);
    }
}
