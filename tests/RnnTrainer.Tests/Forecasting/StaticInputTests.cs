namespace RnnTrainer.Tests.Forecasting;

/// <summary>
/// A promotion triples the sales of one kind of shop and leaves a third of the other's. Promotions are rare, so that most windows have
/// none before: only the kind says what the next one does.
/// </summary>
[TestClass]
public sealed class StaticInputTests
{
    private const int Shops = 12, Horizon = 2;

    private static readonly MLContext Ml = new(1);

    private static readonly Row[] Rows = Generate();

    [TestMethod]
    public void TheForecastKnowsWhatKindOfSeriesItIsOf()
    {
        double with = Error(Fit(1000, "Kind")), without = Error(Fit(1000));
        Assert.IsLessThan(0.45, with, "mean relative error of days with a promotion");
        Assert.IsGreaterThan(0.65, without, "the same without the kind");
    }

    [TestMethod]
    public void CategoriesAreSavedAndOthersAreRefused()
    {
        RnnForecastTransformer network = Fit(3, "Kind");
        IDataView rows = View(Rows);
        using MemoryStream file = new();
        Ml.Model.Save(network, rows.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        Assert.AreEqual(network.Transform(rows).Numbers().Bits(), loaded.Transform(rows).Numbers().Bits());

        IDataView other = View([.. Rows.Select(row => row with { Kind = row.Kind == "outlet" ? "market" : row.Kind })]);
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() => network.Transform(other)).Message,
            "'market' for key 1, but training had 'outlet'");
        Assert.ThrowsExactly<RnnColumnException>(() => Estimator(3, "Kind").Fit(other, network));
    }

    [TestMethod]
    public void AnyNumberOfThreadsGivesTheSameBits() => CollectionAssert.AreEqual(
        Fit(20, "Kind", threads: 1).Network.Parameters.ToArray(), Fit(20, "Kind", threads: 3).Network.Parameters.ToArray());

    [TestMethod]
    public void ARunOfOtherCategoriesIsNotResumed()
    {
        using TemporaryFolder folder = new();
        RnnCheckpoints checkpoints = new() { Folder = folder.FullPath };
        RnnOptions kept = Options(20, threads: 1) with { Checkpoints = checkpoints, ResumeFrom = folder.FullPath };
        Estimator(kept, "Kind").Fit(View(Rows));
        Row[] swapped = [.. Rows.Select(row => row.Shop == Rows[0].Shop ? row with { Kind = "store" } : row)];
        Assert.ThrowsExactly<RnnCheckpointMismatchException>(() => Estimator(kept, "Kind").Fit(View(
            [Rows[0] with { Shop = "first", Sales = 1 }, .. swapped])));
    }

    private static RnnForecastTransformer Fit(int steps, string? kind = null, int threads = 2) =>
        Estimator(Options(steps, threads), kind).Fit(View(Rows));

    private static RnnForecastEstimator Estimator(int steps, string kind) => Estimator(Options(steps, threads: 2), kind);

    private static RnnForecastEstimator Estimator(RnnOptions training, string? kind) => Ml.Forecasting.ForecastByRnn(
        "Sales", Horizon, season: 1, "Shop", new RnnForecastOptions
        {
            KnownInputColumnNames = ["Promotion"],
            StaticInputColumnNames = kind is null ? [] : [kind],
            WindowSize = 6,
            Training = training,
        });

    private static RnnOptions Options(int steps, int threads) => RnnOptions.Forecast with
    {
        HiddenSize = 12,
        LearningRate = 0.02f,
        BatchSize = 32,
        Epochs = null,
        Steps = steps,
        Seed = 1,
        Threads = threads,
    };

    private static IDataView View(Row[] rows)
    {
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        return Ml.Transforms.Conversion.MapValueToKey("Kind").Fit(data).Transform(data);
    }

    private static double Error(RnnForecastTransformer network)
    {
        Forecasted[] rows = [.. Ml.Data.CreateEnumerable<Forecasted>(network.Transform(View(Rows)), reuseRowObject: false)];
        return rows.Index().Where(row => row.Index + Shops < rows.Length && row.Item.Promotion == 0
                && Rows[row.Index + Shops].Promotion > 0 && !float.IsNaN(row.Item.Forecast[0]))
            .Average(row => Math.Abs(row.Item.Forecast[0] / Rows[row.Index + Shops].Expected - 1));
    }

    private static Row[] Generate()
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, 120).SelectMany(_ => Enumerable.Range(0, Shops).Select(shop =>
        {
            string kind = shop % 2 == 0 ? "outlet" : "store";
            float promotion = random.Next(20) == 0 ? 1 : 0, expected = 100 * (promotion == 0 ? 1 : kind == "outlet" ? 3 : 1 / 3f);
            return new Row
            {
                Shop = $"shop {shop}",
                Kind = kind,
                Promotion = promotion,
                Expected = expected,
                Sales = expected * MathF.Exp(random.NextSingle() - 0.5f),
            };
        }))];
    }

    private sealed record Row
    {
        public string Shop { get; set; } = "";

        public string Kind { get; set; } = "";

        public float Promotion { get; set; }

        public float Expected { get; set; }

        public float Sales { get; set; }
    }

    private sealed class Forecasted
    {
        public float Promotion { get; set; }

        public float[] Forecast { get; set; } = [];
    }
}
