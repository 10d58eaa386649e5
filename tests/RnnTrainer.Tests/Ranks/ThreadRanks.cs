using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Ranks that are threads of this process, each with a group of its own.</summary>
internal sealed class ThreadRanks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly BlockingCollection<byte[]>[,] boxes; // [from, to]

    private ThreadRanks(int size)
    {
        boxes = new BlockingCollection<byte[]>[size, size];
        for (int i = 0; i < size * size; i++)
            boxes[i / size, i % size] = [];
    }

    /// <summary>Runs an action on each rank at the same time.</summary>
    /// <param name="size">Ranks.</param>
    /// <param name="action">What each does.</param>
    /// <returns>What came out, rank by rank.</returns>
    public static TResult[] Run<TResult>(int size, Func<RankGroup, TResult> action)
    {
        ThreadRanks ranks = new(size);
        TResult[] results = new TResult[size];
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = action(new RankGroup(new Transport(ranks, rank, size)));
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
        {
            while (failure is null && !thread.Join(50))
            {
            }
        }
        failure?.Throw();
        return results;
    }

    private sealed class Transport(ThreadRanks ranks, int rank, int size) : RankTransport
    {
        public override int Rank => rank;

        public override int Size => size;

        public override void Send(int peer, ReadOnlySpan<byte> bytes) => ranks.boxes[rank, peer].Add(bytes.ToArray());

        public override void Receive(int peer, Span<byte> bytes)
        {
            if (!ranks.boxes[peer, rank].TryTake(out byte[]? message, Patience))
                throw new TimeoutException($"Rank {rank} waits for rank {peer}.");
            Assert.AreEqual(message.Length, bytes.Length, $"bytes from rank {peer} to rank {rank}");
            message.CopyTo(bytes);
        }

        public override void Exchange(int peer, ReadOnlySpan<byte> bytes, Span<byte> received)
        {
            Send(peer, bytes);
            Receive(peer, received);
        }

        // The threads of the others are left waiting: the first failure ends the test.
        public override void Abort(int exitCode)
        {
        }
    }
}
