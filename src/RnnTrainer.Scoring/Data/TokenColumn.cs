using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Columns of tokens: vectors of keys, or of whole numbers.</summary>
internal static class TokenColumn
{
    /// <summary>What such a column must be, for messages.</summary>
    public const string WantedKeys = "a vector of keys, as MapValueToKey makes them";

    /// <summary>The same where tokens are not keys.</summary>
    public const string WantedNumbers = "a vector of any integer type; keys are read without VocabularySize";

    // Whatever a Single does not hold is larger than any token.
    private static readonly Dictionary<Type, Func<DataViewRow, DataViewSchema.Column, RowReader<float>>> Readers = new()
    {
        [typeof(sbyte)] = Reader<sbyte>,
        [typeof(byte)] = Reader<byte>,
        [typeof(short)] = Reader<short>,
        [typeof(ushort)] = Reader<ushort>,
        [typeof(int)] = Reader<int>,
        [typeof(uint)] = Reader<uint>,
        [typeof(long)] = Reader<long>,
        [typeof(ulong)] = Reader<ulong>,
    };

    public static string Wanted(bool areKeys) => areKeys ? WantedKeys : WantedNumbers;

    /// <summary>Whether the items of a vector can be such tokens.</summary>
    public static bool Accepts(Type rawType, bool isKey, bool areKeys) => isKey == areKeys && Readers.ContainsKey(rawType);

    /// <inheritdoc cref="Accepts(Type, bool, bool)"/>
    public static bool Accepts(DataViewType item, bool areKeys) => Accepts(item.RawType, item is KeyDataViewType, areKeys);

    /// <summary>Reads the tokens of the row that a cursor stands on.</summary>
    public static RowReader<float> Reader(DataViewRow row, DataViewSchema.Column column) =>
        Readers[((VectorDataViewType)column.Type).ItemType.RawType](row, column);

    /// <summary>The values of a column's keys, from key 1, as far as Unicode can write them; null where it has none.</summary>
    /// <exception cref="InvalidOperationException">They are of a type that cannot be saved.</exception>
    public static Array? Values(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType { ItemType: KeyDataViewType { Count: <= EmbeddingSpec.MaxTokens } key }
            ? KeyAnnotations.ReadTokens(column, (int)key.Count) : null;

    /// <summary>Checks that a column has the keys that a table was learned for.</summary>
    /// <param name="column">A column of such tokens.</param>
    /// <param name="embedding">The table.</param>
    /// <param name="values">What its keys stand for; null: nobody knows.</param>
    /// <exception cref="RnnInputException">It has others, or stand for something else.</exception>
    public static void CheckFits(DataViewSchema.Column column, EmbeddingSpec embedding, Array? values)
    {
        if (column.Type is not VectorDataViewType { ItemType: KeyDataViewType key })
            return;
        if (key.Count != (ulong)embedding.LargestToken)
            throw Misfit($"has {key.Count} keys, but this network was trained on {embedding.LargestToken}");
        if (values is null || Values(column) is not { } others)
            return;
        for (int i = 0; i < values.Length; i++)
        {
            if (!Equals(values.GetValue(i), others.GetValue(i)))
            {
                throw Misfit($"has '{ErrorText.Short($"{others.GetValue(i)}")}' for key {i + 1}, but training had "
                    + $"'{ErrorText.Short($"{values.GetValue(i)}")}'");
            }
        }

        RnnInputException Misfit(string problem) => new(column.Name, null, 1,
            $"Feature column '{column.Name}' {problem}. Transform it with what was fitted for training.");
    }

    private static RowReader<float> Reader<T>(DataViewRow row, DataViewSchema.Column column) where T : struct, INumberBase<T> =>
        VectorReader.Of<T, float>(row, column, float.CreateSaturating);
}
