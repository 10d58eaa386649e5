namespace RnnTrainer.Tests.Training;

/// <summary>How long a run takes where the options leave it open, and what is said of it.</summary>
[TestClass]
public sealed class TrainingLengthTests
{
    private static readonly RnnOptions Small = new() { HiddenSize = 3, BatchSize = 16, LearningRate = 0.01f, Seed = 1 };

    [TestMethod]
    public void SmallDataAreTrainedForAThousandStepsInWholeEpochs()
    {
        // 90 rows in batches of 16 are 6 steps an epoch: 167 epochs reach 1,000 steps, 10 have 60.
        (RnnTransformer model, List<string> log) = Fit(Small);
        Assert.AreEqual((167, 1002L), (model.History[^1].Epoch, model.History[^1].Step));
        Assert.Contains("Info Training for 167 epochs of 6, 1002 steps in all.", log);
        Assert.DoesNotContain(line => line.StartsWith("Warning", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void EpochsReachTheStepsWithoutAddingAny()
    {
        Assert.AreEqual(60, Fit(Small with { MinSteps = 60 }).Model.History[^1].Step);
        Assert.AreEqual(66, Fit(Small with { MinSteps = 61 }).Model.History[^1].Step);
        Assert.AreEqual(24, Fit(Small with { Epochs = 2, MinSteps = 20 }).Model.History[^1].Step);
    }

    [TestMethod]
    public void ALengthOfOnesOwnIsMeantExactly()
    {
        Assert.AreEqual(6, Fit(RnnOptions.Lstm with { HiddenSize = 3, BatchSize = 16, Epochs = 1 }).Model.History[^1].Step);
        Assert.AreEqual(7, Fit(RnnOptions.Lstm with { HiddenSize = 3, BatchSize = 16, Epochs = null, Steps = 7 }).Model.History[^1].Step);
    }

    [TestMethod]
    [DataRow(99, true)]
    [DataRow(100, false)]
    public void FewStepsAreAWarning(int steps, bool isWarned)
    {
        const string warning =
            "Warning Training ends after 99 steps, which may be too few. Train for longer, or leave the length unset.";
        Assert.AreEqual(isWarned, Fit(Small with { Steps = steps }).Log.Contains(warning));
    }

    private static (RnnTransformer Model, List<string> Log) Fit(RnnOptions options)
    {
        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, entry) => log.Add($"{entry.Kind} {entry.RawMessage}");
        return (new RnnEstimator(ml, options).Fit(ToySequences.Data(ml)), log);
    }
}
