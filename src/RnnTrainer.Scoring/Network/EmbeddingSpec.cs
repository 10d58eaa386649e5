using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>The learned table through which a network reads tokens: the first layer gets a token's row in its place.</summary>
/// <param name="Tokens">Rows of the table: tokens are numbers from 0 to one less.</param>
/// <param name="Size">Numbers in a row.</param>
/// <param name="AreKeys">Whether the tokens are keys, of which 0 stands for all that is missing or was never seen.</param>
internal sealed record EmbeddingSpec(int Tokens, int Size, bool AreKeys)
{
    /// <summary>The limit of distinct integers in a Single, in which sequences are stored.</summary>
    public const int MaxTokens = 1 << 24;

    /// <summary>The largest key; where tokens are not keys, the largest token.</summary>
    public int LargestToken => Tokens - 1;

    /// <summary>Keys that may stand for values; 0 where tokens are not keys.</summary>
    public int Keys => AreKeys ? LargestToken : 0;

    public bool IsValid => Tokens >= (AreKeys ? 2 : 1) && Tokens <= MaxTokens && Size >= 1
        && (long)Tokens * Size <= NetworkSpec.MaxParameters;

    /// <summary>The table, row after row.</summary>
    public ValueList<ParameterForm> Parameters => [new(ParameterRole.Embedding, 0, [Tokens, Size], Size)];

    /// <summary>Whether a value is a token of the table.</summary>
    public bool Has(float value) => value >= 0 && value < Tokens && value == MathF.Truncate(value);

    public override string ToString() => $"{Tokens} {(AreKeys ? "keys" : "tokens")} x {Size}";
}
