using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

// How tokens are read.
public sealed partial record RnnOptions
{
    /// <summary>
    /// Numbers in the learnt row through which each token of a feature column of keys is read (Keras: <c>Embedding</c>'s
    /// <c>output_dim</c>; PyTorch: <c>embedding_dim</c>). At least 1; default <see langword="null"/>: 1.6·n^0.56 of n tokens, as fast.ai's
    /// library has it, but at most 128. Not for features that are numbers.
    /// </summary>
    [NotInIdentity]
    public int? EmbeddingSize { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// How many tokens there are, where the feature column holds whole numbers from 0 to one less, as tokenizers of subwords give them
    /// (<c>Microsoft.ML.Tokenizers</c>): a <c>VarVector</c> or <c>Vector</c> of any integer type. 1 to 16,777,216; default
    /// <see langword="null"/>: a column of keys says itself how many it has.
    /// </summary>
    [NotInIdentity]
    public int? VocabularySize
    {
        get;
        init => field = value is { } given ? SettingCheck.Between(1, EmbeddingSpec.MaxTokens, given) : null;
    }

    /// <summary>
    /// Share of the tokens that training replaces by key 0 at random, anew in each step: it teaches the network to read words that it has
    /// never seen, which are key 0 in scoring. 0 to below 1; default 0.
    /// </summary>
    public float TokenDropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }
}
