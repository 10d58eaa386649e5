using System.Diagnostics;
using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Training;
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

    [TestMethod]
    public void AHugeBatchNeedsLittleMoreThanASmallOne()
    {
        // 1,000 parts in place of 4: two workspaces, and sums for the way up the tree, of 0.6 MB and 0.3 MB each.
        long small = Allocated(100), large = Allocated(25_000);
        Assert.IsInRange(1_000_000, 6_000_000, small);
        Assert.IsLessThan(small + 6_000_000, large);

        static long Allocated(int rows)
        {
            NetworkSpec spec = new(new InputSpec(20, 3), new LayerSpec(RnnCell.Lstm, RnnActivation.Tanh, 128, false), 1, RnnPooling.Last,
                new HeadSpec(RnnHead.Softmax, 3));
            ClassifiedRows store = new(3);
            for (int row = 0; row < rows; row++)
                store.Add(new float[60], row % 3);
            FlatNetwork network = new(spec, InitialWeights.Draw(spec, RnnInitialization.Uniform, new RandomStream(1, 1)));
            Batch batch = store.Batch(0..rows);
            EngineSettings settings = store.Settings();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            using KernelEngine engine = new(network, settings, 2, RnnKernels.Best, RankGroup.Alone);
            engine.Compute(batch);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
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
