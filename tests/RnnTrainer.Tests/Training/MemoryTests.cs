using System.Diagnostics;
using TorchSharp;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class MemoryTests
{
    [TestMethod]
    [DataRow(RnnEngine.Kernels)]
    [DataRow(RnnEngine.Torch)]
    public void ManyFitsKeepNothing(RnnEngine engine)
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml, 300);
        // 256 units: the parameters and buffers of one fit are about 2 MB, so 100 that stayed would be seen.
        RnnOptions options = ToySequences.Options with { Engine = engine, HiddenSize = 256, Epochs = 1, BatchSize = 100 };
        for (int i = 0; i < 5; i++)
            new RnnEstimator(ml, options).Fit(data);
        (long managed, long whole, long tensors) = Measure();
        for (int i = 0; i < 100; i++)
            new RnnEstimator(ml, options).Fit(data);
        (long managedAfter, long wholeAfter, long tensorsAfter) = Measure();
        Assert.AreEqual(tensors, tensorsAfter, "live tensors");
        Assert.IsLessThan(2_000_000, managedAfter - managed, "managed memory");
        Assert.IsLessThan(60_000_000, wholeAfter - whole, "memory of the process");
    }

    private static (long Managed, long Process, long Tensors) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        using Process process = Process.GetCurrentProcess();
        return (managed, process.WorkingSet64, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
