using RnnTrainer.Exchange.Torch;
using RnnTrainer.Tests.Build;
using TorchSharp;

namespace RnnTrainer.Tests.Exchange.Torch;

[TestClass]
public sealed class NativeBackendTests
{
    [TestMethod]
    public void TheLibraryInThisOutputFolderLoadsAndTakesAGradient()
    {
        NativeBackend.Load();
        NativeBackend.Load();

        using var scope = torch.NewDisposeScope();
        torch.Tensor x = torch.tensor(3f, requires_grad: true);
        x.mul(x).backward();
        Assert.AreEqual(6f, x.grad!.item<float>());
    }

    [TestMethod]
    public void TheFactsAboutThisProcessNameTheLibrariesItLoads()
    {
        NativeBackendFacts facts = NativeBackendFacts.Gather(typeof(torch).Assembly, new DllNotFoundException("said the loader"));

        Assert.IsTrue(File.Exists(facts.TorchSharpLibrary), facts.TorchSharpLibrary);
        Assert.IsTrue(File.Exists(facts.TorchLibrary), facts.TorchLibrary);
        Assert.AreEqual(Path.GetFileName(LibTorchSharp.Package), facts.TorchSharpVersion);
        Assert.AreEqual("said the loader", facts.Error);
    }

    [TestMethod]
    public void WhereTheSystemLacksTheVersionThisOutputFolderHoldsAMarkedCopy()
    {
        if (!LibTorchSharp.SystemLacksVersion)
            Assert.Inconclusive($"This system has {LibTorchSharp.Version}, or is not Linux.");

        LibTorchSharp.AssertMarked(NativeBackendFacts.Gather(typeof(torch).Assembly, new DllNotFoundException()).TorchSharpLibrary!);
    }
}
