namespace RnnTrainer.Tests.Training.Optimizers;

[TestClass]
public sealed class RnnOptimizerTests
{
    [TestMethod]
    public void DefaultsArePyTorchs()
    {
        RnnAdam adam = new();
        Assert.AreEqual((0.9, 0.999, 1e-8, 0), (adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
        RnnAdamW adamW = new();
        Assert.AreEqual((0.9, 0.999, 1e-8, 0.01), (adamW.Beta1, adamW.Beta2, adamW.Epsilon, adamW.WeightDecay));
        RnnSgd sgd = new();
        Assert.AreEqual((0, false, 0), (sgd.Momentum, sgd.Nesterov, sgd.WeightDecay));
        RnnRmsProp rmsProp = new();
        Assert.AreEqual((0.99, 1e-8, 0, 0), (rmsProp.Alpha, rmsProp.Epsilon, rmsProp.Momentum, rmsProp.WeightDecay));
    }

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(1)]
    [DataRow(double.NaN)]
    public void SharesOutsideZeroToBelowOneAreRefusedByName(double value)
    {
        Refused(nameof(RnnAdam.Beta1), () => new RnnAdam { Beta1 = value });
        Refused(nameof(RnnAdam.Beta2), () => new RnnAdam { Beta2 = value });
        Refused(nameof(RnnAdamW.Beta1), () => new RnnAdamW { Beta1 = value });
        Refused(nameof(RnnAdamW.Beta2), () => new RnnAdamW { Beta2 = value });
        Refused(nameof(RnnSgd.Momentum), () => new RnnSgd { Momentum = value });
        Refused(nameof(RnnRmsProp.Alpha), () => new RnnRmsProp { Alpha = value });
        Refused(nameof(RnnRmsProp.Momentum), () => new RnnRmsProp { Momentum = value });
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1e-8)]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void EpsilonsThatDoNotBoundAreRefused(double value)
    {
        Refused(nameof(RnnAdam.Epsilon), () => new RnnAdam { Epsilon = value });
        Refused(nameof(RnnAdamW.Epsilon), () => new RnnAdamW { Epsilon = value });
        Refused(nameof(RnnRmsProp.Epsilon), () => new RnnRmsProp { Epsilon = value });
    }

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void NegativeWeightDecayIsRefused(double value)
    {
        Refused(nameof(RnnAdam.WeightDecay), () => new RnnAdam { WeightDecay = value });
        Refused(nameof(RnnAdamW.WeightDecay), () => new RnnAdamW { WeightDecay = value });
        Refused(nameof(RnnSgd.WeightDecay), () => new RnnSgd { WeightDecay = value });
        Refused(nameof(RnnRmsProp.WeightDecay), () => new RnnRmsProp { WeightDecay = value });
    }

    [TestMethod]
    public void TheEndsOfTheRangesAreAllowed()
    {
        Assert.AreEqual(0, new RnnAdam { Beta1 = 0, Beta2 = 0 }.Beta1);
        Assert.AreEqual(0, new RnnAdamW { WeightDecay = 0 }.WeightDecay);
        Assert.AreEqual(0, new RnnRmsProp { Alpha = 0 }.Alpha);
    }

    [TestMethod]
    public void NesterovWithoutMomentumIsRefused()
    {
        RnnOptions options = new() { Optimizer = new RnnSgd { Nesterov = true } };
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(options));
        Assert.AreEqual(nameof(RnnSgd.Nesterov), error.Option);
        StringAssert.Contains(error.Message, "Momentum above 0");
        Assert.IsNotNull(new RnnEstimator(options with { Optimizer = new RnnSgd { Nesterov = true, Momentum = 0.9 } }));
    }

    private static void Refused(string property, Func<RnnOptimizer> make) =>
        Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
}
