using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>The table that options and a feature column of tokens ask for.</summary>
internal static class TokenTable
{
    private const int LargestDefaultSize = 128;

    /// <summary>Null where the column is not one of tokens, and options name none.</summary>
    /// <exception cref="RnnColumnException">The options say that the column holds tokens, and it does not.</exception>
    /// <exception cref="RnnOptionException">The options do not fit a column of such tokens, or of numbers.</exception>
    public static EmbeddingSpec? Of(DataViewSchema.Column features, RnnOptions options)
    {
        DataViewType? item = (features.Type as VectorDataViewType)?.ItemType;
        if (options.VocabularySize is { } size)
        {
            if (item is KeyDataViewType keys)
            {
                throw new RnnOptionException(nameof(RnnOptions.VocabularySize), size,
                    $"{nameof(RnnOptions.VocabularySize):option} is {size}, but the feature column '{features.Name}' is {features.Type}, "
                    + $"whose keys define it. Leave it null.");
            }
            return item is not null && TokenColumn.Accepts(item, areKeys: false)
                ? Checked(new(size, options.EmbeddingSize ?? DefaultSize(size), AreKeys: false), options)
                : throw ColumnCheck.WrongType("Feature", features, TokenColumn.WantedNumbers);
        }
        if (item is not KeyDataViewType key || !TokenColumn.Accepts(item, areKeys: true))
        {
            if (NumberDataViewType.Single.Equals(item))
                CheckNumbers(features, options);
            return null;
        }
        if (key.Count >= EmbeddingSpec.MaxTokens)
        {
            throw new RnnColumnException(features.Name, $"{features.Type}", $"Feature column '{features.Name}' is {features.Type}; an "
                + $"embedding takes keys up to {EmbeddingSpec.MaxTokens - 1}. Set maximumNumberOfKeys of MapValueToKey.");
        }
        int tokens = (int)key.Count + 1;
        return Checked(new(tokens, options.EmbeddingSize ?? DefaultSize(tokens), AreKeys: true), options);
    }

    /// <summary>
    /// 1.6·n^0.56, the rule of thumb of fast.ai's library for n categories, but at most 128: there 600, where no recurrent layer
    /// multiplies each number by all its gates.
    /// </summary>
    public static int DefaultSize(int tokens) => (int)Math.Clamp(Math.Round(1.6 * Math.Pow(tokens, 0.56)), 1, LargestDefaultSize);

    private static EmbeddingSpec Checked(EmbeddingSpec embedding, RnnOptions options)
    {
        if (!embedding.IsValid)
        {
            throw new RnnOptionException(nameof(RnnOptions.EmbeddingSize), embedding.Size,
                $"A table of {embedding} has more than {NetworkSpec.MaxParameters} numbers. Use a smaller "
                + $"{nameof(RnnOptions.EmbeddingSize):option}.");
        }
        if (options.TokenDropout > 0 && !embedding.AreKeys)
        {
            throw new RnnOptionException(nameof(RnnOptions.TokenDropout), options.TokenDropout,
                $"{nameof(RnnOptions.TokenDropout):option} replaces tokens by key 0, which token ids with "
                + $"{nameof(RnnOptions.VocabularySize):option} do not have. Set it to 0, or use keys.");
        }
        CheckNotOfNumbers(options);
        return embedding;
    }

    private static void CheckNotOfNumbers(RnnOptions options)
    {
        (string Name, object? Value, string Does, object? Default)[] ofNumbers =
        [
            (nameof(RnnOptions.BlockSteps), options.BlockSteps > 1 ? options.BlockSteps : null, "joins steps of numbers", 1),
            (nameof(RnnOptions.MissingValues), options.MissingValues == RnnMissingValues.Error ? null : options.MissingValues,
                "fills in numbers", RnnMissingValues.Error),
            (nameof(RnnOptions.Augmentation), options.Augmentation, "changes numbers", "null"),
            (nameof(RnnOptions.Normalization), options.Normalization is RnnNormalization.Auto or RnnNormalization.None ? null
                : options.Normalization, "scales numbers", RnnNormalization.Auto),
        ];
        if (ofNumbers.FirstOrDefault(option => option.Value is not null) is { Value: { } value } option)
        {
            throw new RnnOptionException(option.Name, value,
                $"{option.Name:option} {option.Does}, and the features are tokens. Leave it {option.Default}.");
        }
    }

    private static void CheckNumbers(DataViewSchema.Column features, RnnOptions options)
    {
        (string Name, object? Value)[] ofTokens =
        [
            (nameof(RnnOptions.EmbeddingSize), options.EmbeddingSize),
            (nameof(RnnOptions.TokenDropout), options.TokenDropout == 0 ? null : options.TokenDropout),
        ];
        if (ofTokens.FirstOrDefault(option => option.Value is not null) is { Value: { } value, Name: var name })
        {
            throw new RnnOptionException(name, value,
                $"{name:option} {value} is for tokens, but the feature column '{features.Name}' is {features.Type}. Make keys with "
                + $"MapValueToKey, set {nameof(RnnOptions.VocabularySize):option}, or leave {name:option} unset.");
        }
    }
}
