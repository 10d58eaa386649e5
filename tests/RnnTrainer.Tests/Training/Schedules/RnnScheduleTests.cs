namespace RnnTrainer.Tests.Training.Schedules;

[TestClass]
public sealed class RnnScheduleTests
{
    [TestMethod]
    public void DefaultsArePyTorchs()
    {
        Assert.AreEqual(0, new RnnConstantSchedule().WarmUpSteps);
        Assert.AreEqual(0.1, new RnnStepSchedule { EveryEpochs = 1 }.Factor);
        Assert.AreEqual(0.9, new RnnExponentialSchedule().Factor); // PyTorch has no default here
        Assert.AreEqual(0, new RnnCosineSchedule().FinalFactor);
        RnnOneCycleSchedule cycle = new();
        Assert.AreEqual((0.3, 25, 1e4), (cycle.RisingShare, cycle.InitialDivisor, cycle.FinalDivisor));
        RnnPlateauSchedule plateau = new();
        Assert.AreEqual((0.1, 10, 1e-4, 0), (plateau.Factor, plateau.Patience, plateau.MinDelta, plateau.MinimumFactor));
    }

    [TestMethod]
    public void CountsBelowTheirLeastAreRefusedByName()
    {
        Refused(nameof(RnnSchedule.WarmUpSteps), () => new RnnConstantSchedule { WarmUpSteps = -1 });
        Refused(nameof(RnnStepSchedule.EveryEpochs), () => new RnnStepSchedule { EveryEpochs = 0 });
        Refused(nameof(RnnPlateauSchedule.Patience), () => new RnnPlateauSchedule { Patience = -1 });
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-0.5)]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void ImpossibleFactorsAreRefusedByName(double value)
    {
        Refused(nameof(RnnStepSchedule.Factor), () => new RnnStepSchedule { EveryEpochs = 1, Factor = value });
        Refused(nameof(RnnExponentialSchedule.Factor), () => new RnnExponentialSchedule { Factor = value });
        Refused(nameof(RnnPlateauSchedule.Factor), () => new RnnPlateauSchedule { Factor = value });
        Refused(nameof(RnnOneCycleSchedule.InitialDivisor), () => new RnnOneCycleSchedule { InitialDivisor = value });
        Refused(nameof(RnnOneCycleSchedule.FinalDivisor), () => new RnnOneCycleSchedule { FinalDivisor = value });
    }

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void SharesOutsideZeroToOneAreRefusedByName(double value)
    {
        Refused(nameof(RnnCosineSchedule.FinalFactor), () => new RnnCosineSchedule { FinalFactor = value });
        Refused(nameof(RnnPlateauSchedule.MinimumFactor), () => new RnnPlateauSchedule { MinimumFactor = value });
        Refused(nameof(RnnPlateauSchedule.MinDelta), () => new RnnPlateauSchedule { MinDelta = value });
        Refused(nameof(RnnOneCycleSchedule.RisingShare), () => new RnnOneCycleSchedule { RisingShare = value });
    }

    [TestMethod]
    public void OneIsAllowedWhereItMakesSense()
    {
        Assert.AreEqual(1, new RnnCosineSchedule { FinalFactor = 1 }.FinalFactor);
        Assert.AreEqual(1, new RnnPlateauSchedule { MinimumFactor = 1 }.MinimumFactor);
        Assert.AreEqual(1, new RnnOneCycleSchedule { InitialDivisor = 1 }.InitialDivisor);
        Refused(nameof(RnnPlateauSchedule.Factor), () => new RnnPlateauSchedule { Factor = 1 });
        Refused(nameof(RnnPlateauSchedule.MinDelta), () => new RnnPlateauSchedule { MinDelta = 1 });
        Refused(nameof(RnnOneCycleSchedule.RisingShare), () => new RnnOneCycleSchedule { RisingShare = 1 });
        Refused(nameof(RnnOneCycleSchedule.InitialDivisor), () => new RnnOneCycleSchedule { InitialDivisor = 0.5 });
    }

    private static void Refused(string property, Func<RnnSchedule> make) =>
        Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
}
