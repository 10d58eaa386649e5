using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>A kind of data whose rows can be as many as one likes. No row is kept by the view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">The smaller number of rows: more bytes than a processor's cache holds.</param>
/// <param name="RawBytes">Bytes of the features of so many rows, as they stand in the narrowest type that holds them.</param>
/// <param name="View">So many rows.</param>
/// <param name="Options">How they are learnt: by so small a network that memory is what takes time.</param>
internal sealed record GrowthCase(
    string Name, int Rows, Func<int, long> RawBytes, Func<MLContext, int, IDataView> View, RnnOptions Options)
{
    /// <summary>How many times as many rows the larger data have.</summary>
    public const int Factor = 10;

    private const int Classes = 10, Side = 28, Inputs = 3, LeastSteps = 8, MostSteps = 56, Patterns = 1000;
    private const int WindowSteps = 20, Channels = 8, Words = 20_000;

    private static readonly RnnOptions Small = new() { Pooling = RnnPooling.Last, HiddenSize = 4, BatchSize = 500, Epochs = 1, Seed = 1 };

    public static IReadOnlyList<GrowthCase> All { get; } =
    [
        new("pixels", 60_000, rows => (long)rows * Side * Side,
            (ml, rows) => Sequences(ml, rows, _ => Side * Side, random => random.Next(256), Side, Side), Small),
        new("VarVector", 120_000, rows => Enumerable.Range(0, rows).Sum(row => (long)sizeof(float) * Inputs * StepsOf(row)),
            (ml, rows) => Sequences(ml, rows, row => Inputs * StepsOf(row), random => random.NextSingle()),
            Small with { InputSize = Inputs }),
        new("windows", 500_000, rows => (long)sizeof(float) * Channels * (rows + WindowSteps - 1), Windows, Small),
        new("tokens", 120_000, rows => Enumerable.Range(0, rows).Sum(row => (long)sizeof(int) * StepsOf(row)), Tokens,
            Small with { VocabularySize = Words, EmbeddingSize = Inputs }),
    ];

    private static int StepsOf(int row) => LeastSteps + row % Patterns % (MostSteps - LeastSteps + 1);

    // So many windows, each a step on from the one before.
    private static IDataView Windows(MLContext ml, int rows) => ml.Data.CreateWindows(
        Sequences(ml, rows + WindowSteps - 1, _ => Channels, random => random.NextSingle(), Channels), WindowSteps,
        [nameof(SequenceRow.Features)]);

    private static IDataView Tokens(MLContext ml, int rows)
    {
        Random random = new(1);
        TokenRow[] patterns =
        [
            .. Enumerable.Range(0, Math.Min(rows, Patterns)).Select(row => new TokenRow
            {
                Features = [.. Enumerable.Range(0, StepsOf(row)).Select(_ => random.Next(Words))],
                Label = (uint)random.Next(Classes),
            }),
        ];
        return TokenRow.View(ml, Enumerable.Range(0, rows).Select(row => patterns[row % Patterns]), Classes);
    }

    // The same patterns again and again: what they hold does not matter, and they cost nothing to make.
    private static IDataView Sequences(
        MLContext ml, int rows, Func<int, int> length, Func<Random, float> value, params int[] dimensions)
    {
        Random random = new(1);
        SequenceRow[] patterns =
        [
            .. Enumerable.Range(0, Math.Min(rows, Patterns)).Select(row => new SequenceRow
            {
                Features = [.. Enumerable.Range(0, length(row)).Select(_ => value(random))],
                Label = (uint)random.Next(Classes),
            }),
        ];
        return SequenceRow.View(ml, Enumerable.Range(0, rows).Select(row => patterns[row % Patterns]), Classes, dimensions);
    }
}
