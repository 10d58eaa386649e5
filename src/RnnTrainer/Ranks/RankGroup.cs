using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RnnTrainer.Ranks;

/// <summary>The processes that train one network together, and what they do at the same time. One thread of a rank calls it.</summary>
/// <param name="transport">What carries their messages; null: there is one process.</param>
internal sealed class RankGroup(RankTransport? transport)
{
    private const byte Failed = 0, Cancelled = 1; // what stands before the message of an exception

    /// <summary>The group of one process. Nothing is sent.</summary>
    public static RankGroup Alone { get; } = new(null);

    /// <summary>Which of the processes this is, from 0.</summary>
    public int Rank => transport?.Rank ?? 0;

    /// <summary>Processes.</summary>
    public int Size => transport?.Size ?? 1;

    /// <summary>Whether this one speaks for all.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>What carries messages from rank to rank.</summary>
    /// <exception cref="InvalidOperationException">There is one process.</exception>
    public RankTransport Transport => transport ?? throw new InvalidOperationException("A group of one process sends nothing.");

    /// <summary>Gives every rank what the first one has.</summary>
    /// <param name="bytes">As many on each rank; all but the first receive them here.</param>
    public void Broadcast(Span<byte> bytes) => Broadcast(0, Size, bytes);

    /// <summary>Gives the ranks first to end - 1, of which this is one, what the first of them has.</summary>
    /// <param name="first">The rank that has it.</param>
    /// <param name="end">The rank after the last.</param>
    /// <param name="bytes">As many on each rank; all but the first receive them here.</param>
    public void Broadcast(int first, int end, Span<byte> bytes)
    {
        // Along a binomial tree: in each round those that have the bytes send them on, over twice the distance.
        int place = Rank - first;
        for (int distance = 1; distance < end - first; distance <<= 1)
        {
            if (place < distance && Rank + distance < end)
                Transport.Send(Rank + distance, bytes);
            else if (place >= distance && place < 2 * distance)
                Transport.Receive(Rank - distance, bytes);
        }
    }

    /// <summary>Gives every rank a message of the first one, of any length.</summary>
    /// <param name="ofFirst">Makes the message; called on the first rank only.</param>
    public byte[] Broadcast(Func<byte[]> ofFirst)
    {
        byte[] message = IsFirst ? ofFirst() : [];
        int length = message.Length;
        Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref length)));
        if (!IsFirst)
            message = new byte[length];
        Broadcast(message.AsSpan());
        return message;
    }

    /// <summary>Gives every rank a message of the first one, or has all fail where the first one does.</summary>
    /// <param name="ofFirst">Makes the message; called on the first rank only.</param>
    /// <exception cref="RnnRankException">The first rank failed, which throws its own exception.</exception>
    public byte[] FromFirst(Func<byte[]> ofFirst)
    {
        byte[] message = Together(() => IsFirst ? ofFirst() : []);
        return Broadcast(() => message);
    }

    /// <summary>
    /// Does something on every rank, which sends nothing itself. Where it fails on one, all fail: that rank with its own exception.
    /// </summary>
    /// <param name="action">What is done.</param>
    /// <exception cref="RnnRankException">It failed on another rank.</exception>
    /// <exception cref="OperationCanceledException">Another rank was cancelled.</exception>
    public TResult Together<TResult>(Func<TResult> action)
    {
        if (Size == 1)
            return action();
        (TResult? result, ExceptionDispatchInfo? failure) = (default, null);
        try
        {
            result = action();
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
        byte[][] outcomes = Gather(failure is null ? [] : Outcome(failure.SourceException));
        failure?.Throw();
        int failed = Array.FindIndex(outcomes, outcome => outcome.Length > 0);
        if (failed < 0)
            return result!;
        string message = Encoding.UTF8.GetString(outcomes[failed].AsSpan(1));
        throw outcomes[failed][0] == Cancelled ? new OperationCanceledException($"Rank {failed} was canceled.")
            : new RnnRankException($"Rank {failed} failed: {message}", failed, difference: null);
    }

    private static byte[] Outcome(Exception failure) =>
        [failure is OperationCanceledException ? Cancelled : Failed, .. Encoding.UTF8.GetBytes(failure.Message)];

    /// <summary>Ends all ranks, as this one has failed while the others wait for it. A process alone fails by itself.</summary>
    /// <param name="cause">What is written to standard error.</param>
    public void EndAll(Exception cause)
    {
        if (Size == 1)
            return;
        Console.Error.WriteLine($"Rank {Rank} of {Size} failed, which ends all ranks: {cause}");
        Transport.Abort(exitCode: 1);
    }

    /// <summary>Gives every rank the messages of all, of any lengths.</summary>
    /// <param name="mine">The message of this rank.</param>
    /// <returns>One of each rank, in their order.</returns>
    public byte[][] Gather(byte[] mine)
    {
        int[] lengths = new int[Size];
        lengths[Rank] = mine.Length;
        byte[][] all = new byte[Size][];
        all[Rank] = mine;
        for (int rank = 1; rank < Size; rank++)
        {
            if (Rank == rank)
            {
                Transport.Send(0, MemoryMarshal.AsBytes(lengths.AsSpan(rank, 1)));
                Transport.Send(0, mine);
            }
            else if (IsFirst)
            {
                Transport.Receive(rank, MemoryMarshal.AsBytes(lengths.AsSpan(rank, 1)));
                Transport.Receive(rank, all[rank] = new byte[lengths[rank]]);
            }
        }
        Broadcast(MemoryMarshal.AsBytes(lengths.AsSpan()));
        for (int rank = 0; rank < Size; rank++)
            Broadcast((all[rank] ??= new byte[lengths[rank]]).AsSpan());
        return all;
    }
}
