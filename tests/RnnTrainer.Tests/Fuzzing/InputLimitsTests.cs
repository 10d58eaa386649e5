using System.Runtime.InteropServices;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Work beyond a limit is ended, and named.</summary>
[TestClass]
public sealed class InputLimitsTests
{
    private const int Megabyte = 1 << 20;

    private static readonly TimeSpan Plenty = TimeSpan.FromMinutes(1);

    [TestMethod]
    public void WorkWithoutEndIsEnded()
    {
        using InputLimits limits = new(TimeSpan.FromMilliseconds(100));
        bool goesOn = true;
        Assert.Contains("took", Refused(limits, () =>
        {
            while (Volatile.Read(ref goesOn))
            {
            }
        }));
    }

    [TestMethod]
    public void AllocationWithoutEndIsEnded()
    {
        using InputLimits limits = new(Plenty);
        List<float[]> kept = [];
        Assert.Contains("allocated", Refused(limits, () =>
        {
            while (true)
                kept.Add(new float[1000]);
        }));
    }

    [TestMethod]
    public void OneByteTooManyIsTooMany()
    {
        using InputLimits limits = new(Plenty);
        byte[] kept = [];
        long allocated = limits.Do(() => kept = new byte[Megabyte], 2 * Megabyte);
        Assert.IsGreaterThanOrEqualTo(Megabyte, allocated);
        Assert.ThrowsExactly<LimitException>(() => limits.Do(() => kept = new byte[Megabyte], Megabyte - 1));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public unsafe void NativeMemoryCountsThoughItIsFreed()
    {
        using InputLimits limits = new(Plenty);
        Assert.Contains("native", Refused(limits, () =>
        {
            void* memory = NativeMemory.Alloc((nuint)InputLimits.MaxNativeBytes + 64 * Megabyte);
            NativeMemory.Fill(memory, (nuint)InputLimits.MaxNativeBytes + 64 * Megabyte, 1);
            NativeMemory.Free(memory);
        }));
    }

    [TestMethod]
    public void WhatTheWorkThrowsComesThrough()
    {
        using InputLimits limits = new(Plenty);
        Assert.ThrowsExactly<TimeoutException>(() => limits.Do(() => throw new TimeoutException(), Megabyte));
    }

    private static string Refused(InputLimits limits, Action work) =>
        Assert.ThrowsExactly<LimitException>(() => limits.Do(work, Megabyte)).Message;
}
