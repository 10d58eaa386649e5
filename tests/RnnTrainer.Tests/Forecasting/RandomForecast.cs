using RnnTrainer.Forecasting;
using RnnTrainer.Network;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Forecasting;

/// <summary>Forecasts whose networks have random weights, for rows of <see cref="ForecastRow"/>.</summary>
internal static class RandomForecast
{
    public static readonly MLContext Ml = new(1);

    public const int Horizon = 3, Window = 5;

    private static readonly string[] RegionNames = ["north", "south", "east"];

    /// <summary>Makes keys of regions.</summary>
    public static ITransformer Keys { get; } = Ml.Transforms.Conversion.MapValueToKey("Region")
        .Fit(Ml.Data.LoadFromEnumerable(RegionNames.Select(region => new ForecastRow { Region = region })));

    /// <summary>Of one series, without inputs.</summary>
    public static SavedForecast Plain { get; } = Of(new ForecastColumnNames("Sales", null));

    /// <summary>Of many series.</summary>
    public static SavedForecast OfStores { get; } = Of(new ForecastColumnNames("Sales", "Store"));

    /// <summary>Of many series, with inputs that are known ahead and some that are not.</summary>
    public static SavedForecast WithInputs { get; } =
        Of(new ForecastColumnNames("Sales", "Store") { Known = ["Promotion", "Phase"], Past = ["Visitors"] });

    /// <summary>Of two targets.</summary>
    public static SavedForecast OfBoth { get; } = Of(new ForecastColumnNames("Both", "Store"));

    /// <summary>Of many series, with a static input.</summary>
    public static SavedForecast WithCategories { get; } = Of(new ForecastColumnNames("Sales", "Store") { Static = ["Region"] });

    /// <summary>A network for columns of <see cref="ForecastRow"/>.</summary>
    public static SavedForecast Of(
        ForecastColumnNames columns, RnnMissingValues missingValues = RnnMissingValues.Error, int horizon = Horizon)
    {
        ForecastColumns bound = ForecastColumns.BindForTraining(View([]).Schema, columns, out IReadOnlyList<CategoryInput> categories);
        ForecastSpec spec = new(horizon, Season: 2, Window, BlockSteps: 2)
        {
            Levels = [0.1f, 0.5f, 0.9f],
            Targets = new(Enumerable.Repeat(new TargetScale(LeastValue: -1, LeastDeviation: 0.5), bound.Targets.Size)),
            PastInputs = new(Enumerable.Repeat(new InputScale(1, 0.5), bound.Past.Size)),
            KnownInputs = new(Enumerable.Repeat(new InputScale(0.5, 2), bound.Known.Size)),
            Categories = [.. categories.Select(category => new CategorySpec(category.Keys, 2))],
            MissingValues = missingValues,
        };
        NetworkSpec network = new(spec.Input, NetworkForms.Of(spec.TimeSteps, spec.RowSize, 4, 2, RnnCell.Lstm).Top, 1, RnnPooling.Last,
            spec.Head);
        return new(columns, spec, new(ScoreDefinition.Network(network), [], null)) { Categories = categories };
    }

    /// <summary>Rows with their regions as keys.</summary>
    public static IDataView View(ForecastRow[] rows) => Keys.Transform(Ml.Data.LoadFromEnumerable(rows));

    /// <summary>Rows of series of different lengths, interleaved, with values of different levels.</summary>
    public static ForecastRow[] Rows(params int[] lengths)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, lengths.Max()).SelectMany(step => lengths.Index().Where(series => step < series.Item)
            .Select(series => new ForecastRow
            {
                Store = $"s{series.Index}",
                Sales = MathF.Pow(10, series.Index % 9) * (1 + random.NextSingle()),
                Both = [random.NextSingle(), 100 + random.NextSingle()],
                Promotion = random.Next(2),
                Phase = [MathF.Sin(step), MathF.Cos(step)],
                Visitors = random.NextSingle(),
                Region = RegionNames[series.Index % RegionNames.Length],
            }))];
    }

    /// <summary>
    /// The forecast after a row by its definition: its series up to it goes through the network alone. [targets x levels x horizon]; NaN
    /// where there is none.
    /// </summary>
    public static float[] Expected(SavedForecast saved, ForecastRow[] rows, int index)
    {
        ForecastSpec spec = saved.Spec;
        ForecastRow[] own = [.. rows.Where(row => saved.Columns.Series is null || row.Store == rows[index].Store)];
        int place = Array.IndexOf(own, rows[index]);
        float[] quantiles = new float[spec.Quantiles];
        if (float.IsNaN(rows[index].Sales) || place + spec.RowsAhead >= own.Length)
        {
            quantiles.AsSpan().Fill(float.NaN);
            return quantiles;
        }
        float[] window = [.. own.Take(place + 1).TakeLast(spec.Window).SelectMany(row => Step(saved, row))];
        float[] ahead = [.. own.Skip(place + 1).Take(spec.RowsAhead).SelectMany(row => Step(saved, row).TakeLast(spec.KnownInputs.Count))];
        ForecastBlock block = new ForecastScorer(saved.Trained.Model, spec).CreateBlock(1);
        int[] categories = saved.Columns.Static.Count == 0 ? [] : [Array.IndexOf(RegionNames, rows[index].Region) + 1];
        block.Add(window, ahead, categories);
        block.Score();
        block.Read(0, quantiles);
        return quantiles;
    }

    private static float[] Step(SavedForecast saved, ForecastRow row) =>
    [
        .. saved.Columns.Value == "Both" ? row.Both : [row.Sales],
        .. saved.Columns.Past.Count > 0 ? [row.Visitors] : Array.Empty<float>(),
        .. saved.Columns.Known.Count > 0 ? [row.Promotion, .. row.Phase] : Array.Empty<float>(),
    ];
}
