namespace RnnTrainer.Tests.Training.Optimizers;

/// <summary>That optimizer, schedule and largest norm of the options reach training.</summary>
[TestClass]
public sealed class OptimizerOptionsTests
{
    // 90 rows in batches of 16: 6 steps an epoch, 18 in all.
    private static readonly RnnOptions Sgd = ToySequences.Options with { Optimizer = new RnnSgd(), LearningRate = 0.5f };

    [TestMethod]
    public void EveryOptimizerLearns()
    {
        RnnOptimizer[] optimizers =
            [new RnnAdam(), new RnnAdamW(), new RnnSgd { Momentum = 0.9, Nesterov = true }, new RnnRmsProp()];
        float[][] weights = [.. optimizers.Select(optimizer =>
        {
            RnnTransformer model = Fit(ToySequences.Options with { Optimizer = optimizer, Epochs = 10 });
            Assert.IsLessThan(model.History[0].Loss / 2, model.History[^1].Loss, $"{optimizer}");
            return model.Model.Parameters.ToArray();
        })];
        Assert.HasCount(4, weights.Select(vector => vector[0]).Distinct());
    }

    [TestMethod]
    public void AnEpochsRateIsThatOfItsLastStep()
    {
        RnnOptions options = Sgd with { Schedule = new RnnStepSchedule { EveryEpochs = 1, Factor = 0.5, WarmUpSteps = 8 } };
        List<float> reported = [];
        RnnTransformer model = Fit(options with { ProgressSteps = 4, Progress = report => reported.Add(report.LearningRate) });

        // Reports after steps 1, 5, 6 (epoch 1), 9, 12 (epoch 2), 13, 17, 18 (epoch 3); warm-up counts to 8.
        CollectionAssert.AreEqual(new[] { 0.375f, 0.25f, 0.125f }, model.History.Select(epoch => epoch.LearningRate).ToArray());
        CollectionAssert.AreEqual(new[] { 0.0625f, 0.3125f, 0.375f, 0.25f, 0.25f, 0.125f, 0.125f, 0.125f }, reported.ToArray());
    }

    [TestMethod]
    public void TheScheduleMovesTheWeights() =>
        CollectionAssert.AreNotEqual(Weights(Sgd), Weights(Sgd with { Schedule = new RnnCosineSchedule() }));

    [TestMethod]
    public void APlateauOfTheTrainingLossLowersTheRate()
    {
        // With so low a rate no epoch's loss is a tenth below the first's.
        RnnPlateauSchedule schedule = new() { Factor = 0.5, Patience = 0, MinDelta = 0.1 };
        RnnTransformer model = Fit(Sgd with { LearningRate = 0.0009765625f, Schedule = schedule, Epochs = 4 });
        double[] rates = [.. model.History.Select(epoch => epoch.LearningRate * 1024.0)];
        CollectionAssert.AreEqual(new[] { 1, 1, 0.5, 0.25 }, rates);
    }

    [TestMethod]
    public void ClippedStepsAreNoLongerThanTheLearningRateTimesTheLargestNorm()
    {
        RnnOptions oneStep = Sgd with { Epochs = null, Steps = 1 };
        float[] start = Weights(oneStep with { LearningRate = 1e-30f });
        const float MaxNorm = 0.01f;
        Assert.IsGreaterThan(10 * 0.5 * MaxNorm, Distance(start, Weights(oneStep)));
        double moved = Distance(start, Weights(oneStep with { ClipNorm = MaxNorm }));
        Assert.AreEqual(0.5 * MaxNorm, moved, 1e-6); // the 1e-6 that is added to the norm is 1e-5 of it; and rounded weights
        CollectionAssert.AreEqual(Weights(oneStep), Weights(oneStep with { ClipNorm = 1e6f }));
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow((double)x - y, 2)).Sum());

    private static float[] Weights(RnnOptions options) => Fit(options).Model.Parameters.ToArray();

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}
