using System.Reflection.PortableExecutable;

namespace RnnTrainer.Tests.Build;

/// <summary>The console holds code that was compiled when it was built, next to the IL, and so starts sooner.</summary>
[TestClass]
public sealed class CompiledAheadTests
{
#if DEBUG
    [Ignore("Only a release build is compiled ahead.")]
#endif
    [TestMethod]
    [DataRow("rnn-samples")]
    [DataRow("RnnTrainer")]
    [DataRow("Microsoft.ML.Data")]
    [DataRow("TorchSharp")]
    public void TheConsoleIsCompiledAhead(string assembly)
    {
        Assert.IsTrue(HasNativeCode(ChildProcess.PathOf("src/Samples", assembly)), $"{assembly} has no native code.");
        Assert.IsFalse(HasNativeCode(ChildProcess.PathOf("src/RnnTrainer", "RnnTrainer")), "The library itself is for any machine.");
    }

    private static bool HasNativeCode(string path)
    {
        using PEReader reader = new(File.OpenRead(path));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
