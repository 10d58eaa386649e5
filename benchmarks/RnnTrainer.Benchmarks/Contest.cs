using System.Diagnostics;
using TorchSharp;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// Runs peers by turns in one process, so that drifts of the machine (heat, other programs) meet all of them alike. Every other
/// round goes backwards, so that no peer always follows the same one.
/// </summary>
internal static class Contest
{
    // The threads of libtorch and ONNX Runtime spin for up to 200 ms after their last work, which the next peer must not pay for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="what">The work, for the progress lines.</param>
    /// <param name="peers">The peers, warmed up.</param>
    /// <param name="rounds">Runs of each peer.</param>
    /// <returns>One timing for each peer, in their order.</returns>
    public static IReadOnlyList<Timing> Run(string what, IReadOnlyList<Peer> peers, int rounds)
    {
        (double Part, double Whole)[][] seconds = [.. peers.Select(_ => new (double, double)[rounds])];
        int threadsBefore = torch.get_num_threads();
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                for (int turn = 0; turn < peers.Count; turn++)
                {
                    int i = round % 2 == 0 ? turn : peers.Count - 1 - turn;
                    seconds[i][round] = Time(peers[i]);
                    string peer = $"{what}, round {round + 1} of {rounds}: {peers[i].Name}, {peers[i].Setting}";
                    Console.Error.WriteLine(Invariant($"{peer}: {seconds[i][round].Part:0.000} s of {seconds[i][round].Whole:0.000} s"));
                }
            }
        }
        finally
        {
            torch.set_num_threads(threadsBefore);
        }
        return [.. peers.Zip(seconds, (peer, times) =>
            new Timing(peer, [.. times.Select(time => time.Part)], [.. times.Select(time => time.Whole)]))];
    }

    /// <summary>Seconds of one run, which does not pay for the garbage of the run before it.</summary>
    private static (double Part, double Whole) Time(Peer peer)
    {
        if (peer.TorchThreads is { } threads)
            torch.set_num_threads(threads);
        Thread.Sleep(Pause);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        TimeSpan? part = peer.Run();
        double whole = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (part?.TotalSeconds ?? whole, whole);
    }
}
