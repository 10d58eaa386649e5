using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

// How tokens are read.
public sealed partial record RnnOptions
{
    /// <summary>
    /// Size of the embedding vectors, for a feature column of tokens (Keras: <c>Embedding</c>'s <c>output_dim</c>; PyTorch:
    /// <c>embedding_dim</c>). At least 1; default <see langword="null"/>: 1.6·n^0.56 for n tokens, as in fast.ai's library, but at most
    /// 128. Not for numeric features.
    /// </summary>
    [NotInIdentity]
    public int? EmbeddingSize { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// Size of the vocabulary, for a feature column of token ids from 0 to one less, such as those of subword tokenizers
    /// (<c>Microsoft.ML.Tokenizers</c>): a <c>VarVector</c> or <c>Vector</c> of any integer type. 1 to 16,777,216; default
    /// <see langword="null"/>: taken from the column, which must hold keys.
    /// </summary>
    [NotInIdentity]
    public int? VocabularySize
    {
        get;
        init => field = value is { } given ? SettingCheck.Between(1, EmbeddingSpec.MaxTokens, given) : null;
    }

    /// <summary>
    /// Share of the tokens that training replaces by key 0 at random, anew in each step. It teaches the network to handle unknown words,
    /// which are key 0 in scoring. 0 to below 1; default 0.
    /// </summary>
    public float TokenDropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }
}
