namespace RnnTrainer.Ranks;

/// <summary>Carries bytes between processes with MPI, and has each wait watched.</summary>
/// <param name="mpi">The library, initialized.</param>
/// <param name="watch">Ends the process where a wait takes too long.</param>
/// <param name="pieceBytes">MPI counts in 32 bits: longer messages go in pieces.</param>
internal sealed class MpiTransport(MpiLibrary mpi, WaitWatch watch, int pieceBytes = 1 << 30) : RankTransport
{
    public override int Rank { get; } = mpi.Rank();

    public override int Size { get; } = mpi.Size();

    public override void Send(int peer, ReadOnlySpan<byte> bytes)
    {
        do
        {
            watch.Begin(peer);
            mpi.Send(peer, Cut(ref bytes));
            watch.End();
        }
        while (bytes.Length > 0);
    }

    public override void Receive(int peer, Span<byte> bytes)
    {
        do
        {
            watch.Begin(peer);
            mpi.Receive(peer, Cut(ref bytes));
            watch.End();
        }
        while (bytes.Length > 0);
    }

    public override void Exchange(int peer, ReadOnlySpan<byte> bytes, Span<byte> received)
    {
        do
        {
            watch.Begin(peer);
            mpi.Exchange(peer, Cut(ref bytes), Cut(ref received));
            watch.End();
        }
        while (bytes.Length > 0 || received.Length > 0);
    }

    public override void Abort(int exitCode)
    {
        watch.BeginToLeave(exitCode);
        Thread.Sleep(MpiWorld.TimeToBeHeard);
        mpi.Abort(exitCode);
    }

    private ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> piece = bytes[..Math.Min(bytes.Length, pieceBytes)];
        bytes = bytes[piece.Length..];
        return piece;
    }

    private Span<byte> Cut(ref Span<byte> bytes)
    {
        Span<byte> piece = bytes[..Math.Min(bytes.Length, pieceBytes)];
        bytes = bytes[piece.Length..];
        return piece;
    }
}
