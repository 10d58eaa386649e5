using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Forecasting;

/// <summary>A static input: keys, the same in all rows of a series. Its categories are counted from 1; 0 is a missing one.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Keys">Categories in training.</param>
internal sealed record CategoryInput(string Column, int Keys)
{
    public const string Role = "Static input";

    // Each has a row of a table, and so has the missing one.
    private const int MaxKeys = EmbeddingSpec.MaxTokens - 1;

    private static readonly Dictionary<Type, Func<DataViewRow, DataViewSchema.Column, RowReader<int>>> Readers = new()
    {
        [typeof(byte)] = Reader<byte>,
        [typeof(ushort)] = Reader<ushort>,
        [typeof(uint)] = Reader<uint>,
        [typeof(ulong)] = Reader<ulong>,
    };

    /// <summary>What each key stands for, from key 1, in an array of its type; null: nobody knows.</summary>
    public Array? Values { get; init; }

    public bool IsValid => Keys is >= 1 and <= MaxKeys && (Values is null || Values.Length == Keys);

    /// <summary>The categories of a column.</summary>
    /// <exception cref="RnnColumnException">It is missing, or not a key of at most as many values as a table has rows.</exception>
    /// <exception cref="InvalidOperationException">What its keys stand for cannot be saved.</exception>
    public static CategoryInput Of(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, Role, name);
        Check(ColumnForm.Of(column));
        if (column.Type is not KeyDataViewType { Count: > 0 and <= MaxKeys } key)
            throw ColumnCheck.WrongType(Role, column, $"a key of at most {MaxKeys} values");
        return new(name, (int)key.Count) { Values = KeyAnnotations.ReadTokens(column, (int)key.Count) };
    }

    /// <exception cref="RnnColumnException">Such a column is not a key.</exception>
    public static void Check(ColumnForm column)
    {
        if (column.IsVector || !column.IsKey)
        {
            throw ColumnCheck.WrongType(Role, column.Name, column.Type,
                $"a key. Make it with mlContext.Transforms.Conversion.MapValueToKey(\"{column.Name}\")");
        }
    }

    /// <summary>The column of other rows.</summary>
    /// <exception cref="RnnColumnException">It is missing, or has other categories than in training.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema)
    {
        CategoryInput other = Of(schema, Column);
        DataViewSchema.Column column = schema[Column];
        if (other.Keys != Keys)
            throw Misfit(column, $"has {other.Keys} keys, but training had {Keys}");
        if (Values is null || other.Values is null)
            return column;
        for (int i = 0; i < Keys; i++)
        {
            object? expected = Values.GetValue(i), found = other.Values.GetValue(i);
            if (!Equals(expected, found))
            {
                throw Misfit(column, $"has '{ErrorText.Short($"{found}")}' for key {i + 1}, but training had "
                    + $"'{ErrorText.Short($"{expected}")}'");
            }
        }
        return column;
    }

    /// <summary>Reads the category of the row that a cursor stands on.</summary>
    /// <param name="row">A row with the column active.</param>
    /// <param name="column">What <see cref="Find"/> gave, or a column of the same type.</param>
    public static RowReader<int> Reader(DataViewRow row, DataViewSchema.Column column) => Readers[column.Type.RawType](row, column);

    private static RnnColumnException Misfit(DataViewSchema.Column column, string problem) => new(column.Name, $"{column.Type}",
        $"{Role} column '{column.Name}' {problem}. Use the transforms fitted for training.");

    private static RowReader<int> Reader<T>(DataViewRow row, DataViewSchema.Column column) where T : struct, INumberBase<T> =>
        ColumnReader.Of<T, int>(row, column, int.CreateSaturating);
}
