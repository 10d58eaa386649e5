using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>Gives every rank the bits that any of them has set.</summary>
/// <param name="ranks">The ranks, of any number.</param>
/// <param name="words">How many words of bits each has.</param>
internal sealed class BitUnion(RankGroup ranks, int words)
{
    private readonly ulong[] received = new ulong[ranks.Size > 1 ? words : 0];

    /// <summary>This rank's bits, then those of all.</summary>
    public ulong[] Bits { get; } = new ulong[words];

    /// <summary>Unites the ranks' bits, by recursive doubling.</summary>
    public void Unite()
    {
        // Over the largest 2ᵏ ranks; each of the others hands its bits to one of these, and gets the result from it.
        int whole = (int)BitOperations.RoundUpToPowerOf2((uint)ranks.Size / 2 + 1);
        Span<byte> bytes = MemoryMarshal.AsBytes(Bits.AsSpan());
        if (ranks.Rank >= whole)
        {
            ranks.Transport.Send(ranks.Rank - whole, bytes);
            ranks.Transport.Receive(ranks.Rank - whole, bytes);
            return;
        }
        bool speaksForAnother = ranks.Rank + whole < ranks.Size;
        Span<byte> others = MemoryMarshal.AsBytes(received.AsSpan());
        if (speaksForAnother)
        {
            ranks.Transport.Receive(ranks.Rank + whole, others);
            TensorPrimitives.BitwiseOr<ulong>(Bits, received, Bits);
        }
        for (int distance = 1; distance < whole; distance *= 2)
        {
            ranks.Transport.Exchange(ranks.Rank ^ distance, bytes, others);
            TensorPrimitives.BitwiseOr<ulong>(Bits, received, Bits);
        }
        if (speaksForAnother)
            ranks.Transport.Send(ranks.Rank + whole, bytes);
    }
}
