using RnnTrainer.Data;
using RnnTrainer.Explanations;

namespace RnnTrainer.Tests.Explanations;

/// <summary>Which inputs a forecast relies on: a promotion lifts what is sold, the weather and the region do nothing.</summary>
[TestClass]
public sealed class ForecastImportanceTests
{
    private const int Shops = 6, Days = 150, Horizon = 3;

    private static readonly MLContext Ml = new(seed: 1);

    private static readonly IDataView Rows = Keyed(Generate());

    private static readonly Lazy<RnnForecastTransformer> Network = new(() => Ml.Forecasting.ForecastByRnn("Sales", Horizon,
        seriesColumnName: "Shop", options: new()
        {
            KnownInputColumnNames = ["Promotion", "Weather"],
            StaticInputColumnNames = ["Region"],
            Quantiles = [0.1f, 0.5f, 0.9f],
            Training = RnnOptions.Forecast with { HiddenSize = 16, Epochs = null, Steps = 400, Seed = 1 },
        }).Fit(Rows));

    [TestMethod]
    public void OnlyTheInputThatMovesTheValuesMatters()
    {
        RnnImportance importance = Network.Value.Importance(Rows, origins: 10);
        Assert.AreEqual(("WeightedQuantileLoss", false, 5), (importance.Metric, importance.IsHigherBetter, importance.Repeats));
        CollectionAssert.AreEqual(new[] { "Promotion", "Weather", "Region" }, importance.Items.Select(item => item.Name).ToArray());
        RnnForecastErrors errors = Ml.Forecasting.Evaluate(Network.Value.Backtest(Rows, origins: 10)).Forecast;
        Assert.AreEqual(errors.WeightedQuantileLoss, importance.Baseline);
        double promotion = importance.Items[0].Mean;
        Assert.IsGreaterThan(importance.Baseline, promotion, "the loss more than doubles");
        Assert.IsLessThan(promotion / 5, Math.Abs(importance.Items[1].Mean));
        Assert.IsLessThan(promotion / 5, Math.Abs(importance.Items[2].Mean));
    }

    [TestMethod]
    public void AnyMetricCanBeMeasuredAndTheSameSeedGivesTheSameBits()
    {
        RnnImportance named = Network.Value.Importance(Rows, origins: 2, new() { Metric = "MeanAbsoluteError", Repeats = 2 });
        RnnImportance given = Network.Value.Importance(Ml.Data.Cache(Rows), origins: 2, new()
        {
            Measure = backtest => Ml.Forecasting.Evaluate(backtest).Forecast.MeanAbsoluteError,
            IsHigherBetter = false,
            Repeats = 2,
        });
        CollectionAssert.AreEqual(named.Items.ToArray(), given.Items.ToArray());
        Assert.AreEqual(("MeanAbsoluteError", "Measure"), (named.Metric, given.Metric));
    }

    [TestMethod]
    public void WhatCannotBeMeasuredIsRefused()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(
            () => Network.Value.Importance(Rows, options: new() { Metric = "Loss" })).Message, "Use one of WeightedQuantileLoss, ");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Network.Value.Importance(Rows, origins: 0));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => Network.Value.Importance(Rows, options: new() { CancellationToken = new CancellationToken(canceled: true) }));
        RnnForecastTransformer bare = Ml.Forecasting.ForecastByRnn("Sales", Horizon, seriesColumnName: "Shop", options: new()
        {
            Training = RnnOptions.Forecast with { HiddenSize = 4, Epochs = null, Steps = 1 },
        }).Fit(Rows);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => bare.Importance(Rows)).Message, "no inputs");
    }

    [TestMethod]
    public void ValuesMoveWithinTheirSeriesAndWhatIsOfASeriesComesFromAnother()
    {
        int[] series = [.. Rows.GetColumn<string>("Shop").Select(shop => shop[^1] - '0')];
        SeriesDonors donors = new(Rows, Rows.Schema["Shop"], CancellationToken.None);
        RandomStream random = new(1, 1);
        for (int time = 0; time < 20; time++)
        {
            int[] moved = donors.Moved(random), exchanged = donors.Exchanged(random);
            CollectionAssert.AreEquivalent(Enumerable.Range(0, series.Length).ToArray(), moved);
            Assert.IsTrue(moved.Index().All(row => row.Item != row.Index && series[row.Item] == series[row.Index]));
            Assert.IsTrue(exchanged.Index().All(row => series[row.Item] != series[row.Index]));
            Assert.AreEqual(Shops, exchanged.Select(row => series[row]).Distinct().Count());
            Assert.IsTrue(exchanged.Index().GroupBy(row => series[row.Index])
                .All(rows => rows.Select(row => row.Item).Distinct().Count() == 1));
        }
    }

    private static IEnumerable<Row> Generate()
    {
        Random random = new(4);
        for (int day = 0; day < Days; day++)
        {
            for (int shop = 0; shop < Shops; shop++)
            {
                float promotion = random.Next(3) == 0 ? 1 : 0;
                yield return new Row
                {
                    Shop = $"shop {shop}",
                    Region = shop % 2 == 0 ? "north" : "south",
                    Promotion = promotion,
                    Weather = random.NextSingle(),
                    Sales = (float)((10 + 5 * shop) * (1 + promotion) * (0.97 + 0.06 * random.NextDouble())),
                };
            }
        }
    }

    private static IDataView Keyed(IEnumerable<Row> rows)
    {
        IDataView view = Ml.Data.LoadFromEnumerable(rows.ToArray());
        return Ml.Transforms.Conversion.MapValueToKey("Region").Fit(view).Transform(view);
    }

    public sealed class Row
    {
        public string Shop { get; set; } = "";

        public string Region { get; set; } = "";

        public float Promotion { get; set; }

        public float Weather { get; set; }

        public float Sales { get; set; }
    }
}
