using RnnTrainer.Data;

namespace RnnTrainer.Tests.Spilling;

[TestClass]
public sealed class SpillMemoryTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void MemoryIsNeededForThePoolsAndLittleElse()
    {
        const int rows = 75_000, length = 1000; // 300 MB
        float[] values = [.. Enumerable.Range(0, length).Select(i => i / 7f)];
        long before = Process();
        using SequenceStore store = DiskStore.Of(10, Rows(), new RnnSpill { PoolMegabytes = 16 }).Store;
        BatchPlan plan = DiskStore.Plan(store, [.. Enumerable.Range(0, rows)], 100);
        plan.BeginEpoch(1);
        for (int batch = 0; batch < plan.BatchCount; batch++)
        {
            foreach (int row in plan.Rows(batch).Span)
                store.CopyTo(row, values);
        }
        long grown = Process() - before;
        TestContext.WriteLine($"{grown >> 20} MB of 300 MB");
        Assert.IsLessThan(100_000_000, grown);

        IEnumerable<float[]> Rows()
        {
            for (int row = 0; row < rows; row++)
            {
                values[0] = row + 0.5f;
                yield return values;
            }
        }
    }

    private static long Process()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }
}
