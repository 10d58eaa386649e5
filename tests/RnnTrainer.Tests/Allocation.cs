namespace RnnTrainer.Tests;

/// <summary>What an action allocates on the thread that calls it.</summary>
internal static class Allocation
{
    /// <summary>
    /// The least bytes of five calls: a collection that another thread asks for in between gives away what was left of this thread's
    /// allocation context, up to 8 KB, and the runtime counts that as allocated.
    /// </summary>
    public static long Least(Action action) => Enumerable.Range(0, 5).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
