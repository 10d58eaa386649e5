namespace RnnTrainer.Tests.Ranks;

/// <summary>What does not go with training by several processes, and a program that no launcher started.</summary>
[TestClass]
public sealed class RefusalTests
{
    private static readonly RnnOptions Options = ToySequences.Options with { Epochs = 1, Distributed = new RnnMpi() };

    [TestMethod]
    public void WithoutALauncherItSaysHowToStart()
    {
        MLContext ml = new();
        RnnOptionException refusal = Assert.ThrowsExactly<RnnOptionException>(() =>
            new RnnEstimator(ml, Options).Fit(ToySequences.Data(ml)));
        Assert.AreEqual(nameof(RnnOptions.Distributed), refusal.Option);
        Assert.Contains("mpirun -n 4 dotnet app.dll", refusal.Message);
        Assert.AreEqual((0, 1, true), (RnnMpi.Rank, RnnMpi.Size, RnnMpi.IsFirst));
    }

    [TestMethod]
    public void TorchIsRefused()
    {
        RnnOptionException refusal = Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnEstimator(new MLContext(), Options with { Engine = RnnEngine.Torch }));
        Assert.AreEqual(nameof(RnnOptions.Engine), refusal.Option);
    }

    [TestMethod]
    public void AGpuIsRefusedUnlessTheKernelsAreAskedFor()
    {
        MLContext ml = new() { GpuDeviceId = 0 };
        RnnOptions alone = Options with { Distributed = new RnnMpi { AllowSingleProcess = true } };
        IDataView data = ToySequences.Data(ml);
        Assert.Contains("GpuDeviceId", Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(ml, alone).Fit(data)).Message);
        Assert.IsNotNull(new RnnEstimator(ml, alone with { Engine = RnnEngine.Kernels }).Fit(data));
    }

    [TestMethod]
    public void ATimeoutIsAboveZero() => Assert.AreEqual(
        nameof(RnnMpi.Timeout), Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnMpi { Timeout = TimeSpan.Zero }).ParamName);
}
