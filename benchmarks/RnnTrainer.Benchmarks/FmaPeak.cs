using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnTrainer.Kernels;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The most multiply-adds that this machine does in a second: chains of them in registers, with nothing to load, to store or to
/// wait for. No program that multiplies and adds can be faster.
/// </summary>
internal static class FmaPeak
{
    // Chains independent of each other: two units that take four cycles each need 8, and 12 with two factors fit 16 registers.
    private const int Chains = 12;
    private const int Rounds = 40_000_000;

    private static readonly int[] Widths = [512, 256, 128];

    /// <summary>Every vector width that the machine has, with one thread and with one on each core.</summary>
    public static IReadOnlyList<Peer> Peers =>
    [
        .. from threads in ThreadCounts.All
           from bits in Widths
           where bits <= Machine.VectorBits
           select Peer(bits, threads),
    ];

    /// <param name="bits">Width of the vectors.</param>
    /// <param name="threads">Threads at once, each on chains of its own. A unit of work is a floating-point operation.</param>
    public static Peer Peer(int bits, int threads)
    {
        (Action chains, int lanes) = bits switch
        {
            512 => ((Action)(() => Multiply<Lanes512, Vector512<float>>()), Lanes512.Count),
            256 => (() => Multiply<Lanes256, Vector256<float>>(), Lanes256.Count),
            _ => (() => Multiply<Lanes128, Vector128<float>>(), Lanes128.Count),
        };
        return new(Name(bits), ThreadCounts.Show(threads), 2.0 * Chains * lanes * Rounds * threads, () => OnThreads(threads, chains));
    }

    /// <summary>The name of the peers of a width.</summary>
    public static string Name(int bits) => Invariant($"FMA, {bits} bit vectors");

    private static void OnThreads(int count, Action work)
    {
        Thread[] others = [.. Enumerable.Range(1, count - 1).Select(_ => new Thread(() => work()))];
        foreach (Thread thread in others)
            thread.Start();
        work();
        foreach (Thread thread in others)
            thread.Join();
    }

    /// <summary>a = a·m + k on each chain; a tends to k / (1 - m), so no number becomes special or subnormal.</summary>
    /// <returns>The sum of the chains: all of them are needed, and nothing that is called afterwards makes them leave the
    /// registers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector Multiply<TLanes, TVector>() where TLanes : struct, ILanes<TVector> where TVector : struct
    {
        TVector m = TLanes.All(0.999f), k = TLanes.All(0.001f);
        TVector a = k, b = k, c = k, d = k, e = k, f = k, g = k, h = k, p = k, q = k, r = k, s = k;
        for (int round = 0; round < Rounds; round++)
        {
            a = TLanes.MultiplyAdd(a, m, k);
            b = TLanes.MultiplyAdd(b, m, k);
            c = TLanes.MultiplyAdd(c, m, k);
            d = TLanes.MultiplyAdd(d, m, k);
            e = TLanes.MultiplyAdd(e, m, k);
            f = TLanes.MultiplyAdd(f, m, k);
            g = TLanes.MultiplyAdd(g, m, k);
            h = TLanes.MultiplyAdd(h, m, k);
            p = TLanes.MultiplyAdd(p, m, k);
            q = TLanes.MultiplyAdd(q, m, k);
            r = TLanes.MultiplyAdd(r, m, k);
            s = TLanes.MultiplyAdd(s, m, k);
        }

        return TLanes.Add(TLanes.Add(Sum(a, b, c), Sum(d, e, f)), TLanes.Add(Sum(g, h, p), Sum(q, r, s)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Sum(TVector x, TVector y, TVector z) => TLanes.Add(TLanes.Add(x, y), z);
    }
}
