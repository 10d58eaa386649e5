using RnnTrainer.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace RnnTrainer.Tests.Training.Schedules;

[TestClass]
public sealed class LearningRateScheduleTests
{
    private const int StepsPerEpoch = 7, Epochs = 9, TotalSteps = StepsPerEpoch * Epochs;
    private const float LearningRate = 0.3f;

    // One rounding to single precision (6e-8), and torch's rates in double precision, most of them each from the one before.
    private const double Tolerance = 1e-7 * LearningRate;

    [TestMethod]
    public void AConstantRateIsTheLearningRateItself()
    {
        foreach (float rate in new[] { 0.001f, 0.1f, 1e-30f, float.MaxValue })
        {
            RnnScheduleRate schedule = Create(new RnnConstantSchedule(), rate);
            foreach (long step in new[] { 0, 1, 9, long.MaxValue })
                Assert.AreEqual(rate, schedule.Rate(step));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void StepsAreTorchs(int everyEpochs) => AgreeByEpoch(
        new RnnStepSchedule { EveryEpochs = everyEpochs, Factor = 0.5 },
        sgd => lr_scheduler.StepLR(sgd, everyEpochs, gamma: 0.5));

    [TestMethod]
    public void ExponentialIsTorchs() =>
        AgreeByEpoch(new RnnExponentialSchedule { Factor = 0.8 }, sgd => lr_scheduler.ExponentialLR(sgd, gamma: 0.8));

    [TestMethod]
    [DataRow(0)]
    [DataRow(0.1)]
    public void CosineIsTorchs(double finalFactor) => AgreeByStep(new RnnCosineSchedule { FinalFactor = finalFactor },
        sgd => lr_scheduler.CosineAnnealingLR(sgd, TotalSteps, eta_min: finalFactor * LearningRate));

    [TestMethod]
    [DataRow(0.3, 25, 1e4)]
    [DataRow(0.5, 10, 3)]
    [DataRow(0, 25, 1e4)]
    public void OneCycleIsTorchs(double rising, double initial, double final) => AgreeByStep(
        new RnnOneCycleSchedule { RisingShare = rising, InitialDivisor = initial, FinalDivisor = final },
        sgd => lr_scheduler.OneCycleLR(
            sgd, LearningRate, TotalSteps, pct_start: rising, cycle_momentum: false, div_factor: initial, final_div_factor: final));

    [TestMethod]
    public void OneCycleRisesFromItsStartToTheLearningRateAndFallsToItsEnd()
    {
        RnnScheduleRate schedule = Create(new RnnOneCycleSchedule(), LearningRate, totalSteps: 100);
        Assert.AreEqual(LearningRate / 25, schedule.Rate(0));
        Assert.AreEqual(LearningRate, schedule.Rate(29));
        Assert.AreEqual(LearningRate / 25 / 1e4, schedule.Rate(99), 1e-12);
        for (int step = 1; step < 100; step++)
            Assert.AreEqual(step <= 29, schedule.Rate(step) > schedule.Rate(step - 1), $"step {step}");
    }

    [TestMethod]
    public void RunsOfFewStepsHaveRates()
    {
        RnnSchedule[] all = [new RnnCosineSchedule(), new RnnOneCycleSchedule(), new RnnOneCycleSchedule { RisingShare = 0.5 }];
        for (int total = 1; total < 6; total++)
        {
            foreach (RnnSchedule options in all)
            {
                RnnScheduleRate schedule = Create(options, LearningRate, total);
                for (int step = 0; step < total; step++)
                {
                    float rate = schedule.Rate(step);
                    Assert.IsTrue(rate is > 0 and <= LearningRate, $"{options}, step {step} of {total}: {rate}");
                }
            }
        }
    }

    [TestMethod]
    public void WarmUpRisesLinearlyOntoTheSchedule()
    {
        RnnScheduleRate constant = Create(new RnnConstantSchedule { WarmUpSteps = 4 });
        float[] rates = [.. Enumerable.Range(0, 6).Select(step => constant.Rate(step))];
        CollectionAssert.AreEqual(new[] { 0.25f, 0.5f, 0.75f, 1, 1, 1 }, rates);

        RnnCosineSchedule cosine = new() { WarmUpSteps = 4 };
        RnnScheduleRate warm = Create(cosine), cold = Create(cosine with { WarmUpSteps = 0 });
        for (int step = 0; step < 10; step++)
            Assert.AreEqual(cold.Rate(step) * Math.Min(1, (step + 1) / 4f), warm.Rate(step), 1e-7f, $"step {step}");
    }

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(1, 0, 0)]
    [DataRow(2, 0.1, 0.2)]
    public void PlateausAreTorchs(int patience, double minDelta, double minimumFactor)
    {
        double[] losses =
            [5, 4, 4, 4, 3.7, 3.6, 3.7, 3.5, 3.5, 3.5, 3.5, double.NaN, 3.5, 3.4, 3.4, 3.4, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
        RnnPlateauSchedule options = new()
        {
            Factor = 0.5,
            Patience = patience,
            MinDelta = minDelta,
            MinimumFactor = minimumFactor,
        };
        RnnScheduleRate schedule = Create(options, LearningRate);
        using SGD sgd = optim.SGD([new Parameter(zeros(1))], LearningRate);
        lr_scheduler.LRScheduler theirs = lr_scheduler.ReduceLROnPlateau(
            sgd, factor: 0.5, patience: patience, threshold: minDelta, min_lr: [minimumFactor * LearningRate], eps: 0);
        foreach (double loss in losses)
        {
            schedule.EpochEnded(loss);
            theirs.step(loss);
            Assert.AreEqual(sgd.ParamGroups.Single().LearningRate, schedule.Rate(0), Tolerance, $"after loss {loss}");
        }
        Assert.IsLessThan(LearningRate, schedule.Rate(0));
    }

    [TestMethod]
    public void APlateausStateContinues()
    {
        RnnPlateauSchedule options = new() { Patience = 2 };
        RnnScheduleRate first = Create(options), second = Create(options), third = Create(options);
        foreach (double loss in new double[] { 3, 2, 2, 2, 2, 2, 2 }) // lowered after the fifth; two more without improvement
            first.EpochEnded(loss);
        second.State = first.State;
        Assert.AreEqual(0.1f, second.Rate(0));
        second.EpochEnded(2);
        Assert.AreEqual(0.01f, second.Rate(0));

        third.State = first.State;
        third.EpochEnded(1);
        third.EpochEnded(1);
        Assert.AreEqual(0.1f, third.Rate(0));
    }

    [TestMethod]
    public void StateOfAnotherScheduleIsRefused()
    {
        RnnScheduleRate plateau = Create(new RnnPlateauSchedule()), cosine = Create(new RnnCosineSchedule());
        cosine.State = cosine.State;
        Assert.ThrowsExactly<ArgumentException>(() => cosine.State = plateau.State);
        Assert.ThrowsExactly<ArgumentException>(() => plateau.State = cosine.State);
    }

    private static RnnScheduleRate Create(RnnSchedule options, float rate = 1, long totalSteps = 10) =>
        RnnScheduleRate.Create(options, rate, totalSteps, StepsPerEpoch);

    /// <summary>torch's scheduler steps once an epoch; ours must give that rate in every step of the epoch.</summary>
    private static void AgreeByEpoch(RnnSchedule options, Func<SGD, lr_scheduler.LRScheduler> create) =>
        Agree(options, create, step => step % StepsPerEpoch == StepsPerEpoch - 1);

    private static void AgreeByStep(RnnSchedule options, Func<SGD, lr_scheduler.LRScheduler> create) =>
        Agree(options, create, _ => true);

    private static void Agree(RnnSchedule options, Func<SGD, lr_scheduler.LRScheduler> create, Func<int, bool> theirsSteps)
    {
        RnnScheduleRate ours = Create(options, LearningRate, TotalSteps);
        using SGD sgd = optim.SGD([new Parameter(zeros(1))], LearningRate);
        lr_scheduler.LRScheduler theirs = create(sgd);
        for (int step = 0; step < TotalSteps; step++)
        {
            Assert.AreEqual(sgd.ParamGroups.Single().LearningRate, ours.Rate(step), Tolerance, $"step {step}");
            if (theirsSteps(step))
                theirs.step();
        }
    }
}
