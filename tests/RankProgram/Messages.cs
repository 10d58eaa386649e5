using System.Runtime.CompilerServices;
using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Ranks send each other messages of many lengths, whole and in pieces, and compare what arrives.</summary>
internal static class Messages
{
    private static readonly int[] Lengths = [0, 1, 999, 1000, 1001, 2000, 70_001, 3_000_000];

    public static void Run()
    {
        using MpiRun run = MpiWorld.Current.Begin(TimeSpan.FromMinutes(1));
        RankTransport whole = run.Ranks.Transport;
        WaitWatch watch = new((_, _) => { }, _ => { });
        MpiLibrary library = MpiLibrary.Load(MpiLauncher.Libraries);
        foreach (RankTransport transport in (RankTransport[])[whole, new MpiTransport(library, watch, pieceBytes: 1000)])
        {
            foreach (int length in Lengths)
            {
                // Both ways at once, of other lengths.
                int peer = transport.Rank ^ 1;
                if (peer < transport.Size)
                {
                    byte[] received = new byte[Length(length, peer)];
                    transport.Exchange(peer, Message(Length(length, transport.Rank), transport.Rank), received);
                    Check(received, Message(received.Length, peer));
                }
                foreach (byte[] message in new RankGroup(transport).Gather(Message(length, 7)))
                    Check(message, Message(length, 7));
            }
        }
        // MPI libraries have signal handlers of their own, which must not take the place of .NET's.
        try
        {
            _ = LengthOf(null!);
        }
        catch (NullReferenceException)
        {
            Console.WriteLine($"right: rank {whole.Rank} of {whole.Size} with {library.Name}");
        }
    }

    private static int Length(int length, int rank) => rank % 2 == 0 ? length : length / 2;

    private static byte[] Message(int length, int rank) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 + rank))];

    private static void Check(byte[] received, byte[] expected)
    {
        if (!received.AsSpan().SequenceEqual(expected))
            throw new InvalidOperationException($"{expected.Length} bytes arrived as others.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string text) => text.Length;
}
