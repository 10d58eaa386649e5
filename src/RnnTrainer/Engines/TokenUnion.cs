using System.Numerics;
using RnnTrainer.Ranks;

namespace RnnTrainer.Engines;

/// <summary>Which tokens a batch uses, on whatever rank.</summary>
/// <param name="ranks">The processes that train together.</param>
/// <param name="count">Rows of the table of tokens.</param>
internal sealed class TokenUnion(RankGroup ranks, int count)
{
    private const int BitsOfWord = 64;

    private readonly BitUnion used = new(ranks, (count + BitsOfWord - 1) / BitsOfWord);
    private readonly int[] tokens = new int[count];

    /// <summary>Finds the tokens of the whole batch.</summary>
    /// <param name="nodes">What this rank has of the batch.</param>
    /// <returns>The tokens, each once, in ascending order; good until the next batch.</returns>
    public ReadOnlySpan<int> Of(List<PartSums> nodes)
    {
        ulong[] bits = used.Bits;
        Array.Clear(bits);
        foreach (PartSums node in nodes)
        {
            foreach (int token in node.Gradients.Embedding!.Tokens)
                bits[token / BitsOfWord] |= 1UL << token % BitsOfWord;
        }
        used.Unite();
        int found = 0;
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong rest = bits[word]; rest != 0; rest &= rest - 1)
                tokens[found++] = word * BitsOfWord + BitOperations.TrailingZeroCount(rest);
        }
        return tokens.AsSpan(0, found);
    }
}
