namespace RnnTrainer.Ranks;

/// <summary>
/// Carries bytes between the processes of a run, its ranks. Messages from one rank to another arrive in the order in which they were
/// sent; both sides know how long each is. One thread of a rank calls it.
/// </summary>
internal abstract class RankTransport
{
    /// <summary>Which of the processes this is, from 0.</summary>
    public abstract int Rank { get; }

    /// <summary>Processes.</summary>
    public abstract int Size { get; }

    /// <summary>Sends bytes, and waits until they may be changed.</summary>
    /// <param name="peer">The rank that receives them.</param>
    /// <param name="bytes">What to send.</param>
    public abstract void Send(int peer, ReadOnlySpan<byte> bytes);

    /// <summary>Waits for bytes.</summary>
    /// <param name="peer">The rank that sends them.</param>
    /// <param name="bytes">Receives them; as long as what is sent.</param>
    public abstract void Receive(int peer, Span<byte> bytes);

    /// <summary>Sends bytes to a rank that sends some back, without waiting for one before the other.</summary>
    /// <param name="peer">The other rank.</param>
    /// <param name="bytes">What to send.</param>
    /// <param name="received">Receives what the other sends; apart from <paramref name="bytes"/>.</param>
    public abstract void Exchange(int peer, ReadOnlySpan<byte> bytes, Span<byte> received);

    /// <summary>Ends all ranks at once, this one too.</summary>
    /// <param name="exitCode">The code that they end with.</param>
    public abstract void Abort(int exitCode);
}
