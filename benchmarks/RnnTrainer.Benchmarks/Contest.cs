using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// Runs peers by turns in one process, so that drifts of the machine (heat, other programs) meet all of them alike. Every other
/// round goes backwards, so that no peer always follows the same one.
/// </summary>
internal static class Contest
{
    /// <param name="what">The work, for the progress lines.</param>
    /// <param name="peers">The peers, warmed up.</param>
    /// <param name="rounds">Runs of each peer.</param>
    /// <returns>One timing for each peer, in their order.</returns>
    public static IReadOnlyList<Timing> Run(string what, IReadOnlyList<Peer> peers, int rounds)
    {
        double[][] seconds = [.. peers.Select(_ => new double[rounds])];
        int threadsBefore = torch.get_num_threads();
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                for (int turn = 0; turn < peers.Count; turn++)
                {
                    int i = round % 2 == 0 ? turn : peers.Count - 1 - turn;
                    seconds[i][round] = Time(peers[i]);
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{what}, round {round + 1} of {rounds}: {peers[i].Name}, torch threads {peers[i].ThreadsShown}: {seconds[i][round]:0.000} s"));
                }
            }
        }
        finally
        {
            torch.set_num_threads(threadsBefore);
        }
        return [.. peers.Zip(seconds, (peer, times) => new Timing(peer, times))];
    }

    /// <summary>Seconds of one run, which does not pay for the garbage of the run before it.</summary>
    private static double Time(Peer peer)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (peer.TorchThreads is { } threads)
            torch.set_num_threads(threads);
        long start = Stopwatch.GetTimestamp();
        peer.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
