#pragma warning disable SYSLIB0046 // ControlledExecution: code under test that never ends must end, and this process is a test's
using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>
/// What one input may take: time, memory of the managed heap, and on Linux memory of the process, native memory with it. Work that goes
/// beyond a limit is ended.
/// </summary>
internal sealed class InputLimits : IDisposable
{
    /// <summary>Beyond what is allocated on the managed heap, and the heap's own reserves.</summary>
    public const long MaxNativeBytes = 256L << 20;

    private const string ResetPeak = "/proc/self/clear_refs", Status = "/proc/self/status";

    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan maxTime;
    private readonly Timer watch;
    private readonly Lock gate = new();
    private CancellationTokenSource? current;
    private Stopwatch time = Stopwatch.StartNew();
    private long bytesAtStart, maxBytes;

    /// <param name="maxTime">Far more than any input needs on a busy machine.</param>
    public InputLimits(TimeSpan maxTime)
    {
        this.maxTime = maxTime;
        watch = new(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <summary>Does the work.</summary>
    /// <param name="work">The work, on this thread.</param>
    /// <param name="maxAllocated">Bytes that it may allocate.</param>
    /// <returns>Bytes that it did allocate.</returns>
    /// <exception cref="LimitException">It went beyond a limit.</exception>
    public long Do(Action work, long maxAllocated)
    {
        using CancellationTokenSource stop = new();
        long peakBefore = StartOfPeak(), before = GC.GetAllocatedBytesForCurrentThread();
        lock (gate)
        {
            (current, time, bytesAtStart, maxBytes) = (stop, Stopwatch.StartNew(), GC.GetTotalAllocatedBytes(), maxAllocated);
        }
        Exception? thrown = null;
        try
        {
            ControlledExecution.Run(() => thrown = Catch(work), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            lock (gate)
                current = null;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before, native = Peak() - peakBefore - allocated;
        if (time.Elapsed > maxTime)
            throw new LimitException($"took {time.Elapsed.TotalSeconds:0.0} s, more than {maxTime.TotalSeconds} s");
        if (allocated > maxAllocated)
            throw new LimitException($"allocated {allocated:N0} bytes, more than {maxAllocated:N0}");
        if (native > MaxNativeBytes)
            throw new LimitException($"took {native:N0} bytes of native memory, more than {MaxNativeBytes:N0}");
        if (thrown is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        return allocated;
    }

    public void Dispose() => watch.Dispose();

    private static Exception? Catch(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    // Other threads of the test process allocate a little too; the exact number is the thread's, afterwards.
    private void Watch()
    {
        lock (gate)
        {
            bool isOver = time.Elapsed > maxTime || GC.GetTotalAllocatedBytes() - bytesAtStart > 2 * maxBytes + MaxNativeBytes;
            if (current is not null && isOver)
            {
                current.Cancel();
                current = null;
            }
        }
    }

    // The process's memory now, from where on its peak is counted anew; 0 where the system does not tell.
    private static long StartOfPeak()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        File.WriteAllText(ResetPeak, "5");
        return Peak();
    }

    private static long Peak()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        // VmHWM:    123456 kB
        string line = File.ReadLines(Status).First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture);
    }
}
