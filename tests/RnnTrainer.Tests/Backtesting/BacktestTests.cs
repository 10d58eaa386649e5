using RnnTrainer.Backtesting;
using RnnTrainer.Forecasting;
using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Forecasting;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Backtesting;

/// <summary>Forecasts made after rows in the past, beside the values that came.</summary>
[TestClass]
public sealed class BacktestTests
{
    // More origins than a block has windows.
    [TestMethod]
    public void EachForecastIsTheOneMadeAfterItsOrigin()
    {
        foreach (SavedForecast saved in new[] { OfStores, WithInputs, WithCategories })
        {
            ForecastRow[] rows = Rows(12, 9, 30);
            Step[] steps = Read(saved, rows, origins: 9, stride: 2);
            // 12 - 3 = 9, 7, 5, 3; 9 - 3 = 6, 4, 2; 30 - 3 = 27 ... 11: a season of 2 rows stands before each.
            (string, long)[] origins =
            [
                .. new long[] { 3, 5, 7, 9 }.Select(known => ("s0", known)), .. new long[] { 2, 4, 6 }.Select(known => ("s1", known)),
                .. Enumerable.Range(0, 9).Select(i => ("s2", 11L + 2 * i)),
            ];
            CollectionAssert.AreEqual(origins.SelectMany(origin => Enumerable.Repeat(origin, Horizon)).ToArray(),
                steps.Select(step => (step.Series, step.Origin)).ToArray());
            foreach ((Step step, int i) in steps.Select((step, i) => (step, i)))
            {
                ForecastRow[] own = [.. rows.Where(row => row.Store == step.Series)];
                float[] expected = Expected(saved, rows, Array.IndexOf(rows, own[step.Origin - 1]));
                Assert.AreEqual(i % Horizon + 1, step.Ahead);
                CollectionAssert.AreEqual(Enumerable.Range(0, 3).Select(level => expected[level * Horizon + i % Horizon]).ToArray(),
                    step.Quantiles);
                Assert.AreEqual((step.Quantiles[0], step.Quantiles[1], step.Quantiles[2]),
                    (step.LowerBound, step.Forecast, step.UpperBound));
                Assert.AreEqual(own[step.Origin + i % Horizon].Sales, step.Actual);
                float[] known = [.. own.Take((int)step.Origin).Select(row => row.Sales)];
                Assert.AreEqual(SeasonalNaive.Forecast(known, 1, 0, season: 2, i % Horizon), step.SeasonalNaive);
                Assert.AreEqual((float)SeasonalNaive.Scale(known, 1, 0, season: 2), step.SeasonalScale);
            }
        }
    }

    [TestMethod]
    public void NoForecastSeesTheFuture()
    {
        ForecastRow[] rows = Rows(20, 14);
        Step[] seen = Read(WithInputs, rows, origins: 1, stride: 1);
        foreach (ForecastRow row in new[] { "s0", "s1" }.SelectMany(store => rows.Where(row => row.Store == store).TakeLast(Horizon)))
            (row.Sales, row.Visitors) = (-1e30f, 1e30f);
        Step[] poisoned = Read(WithInputs, rows, origins: 1, stride: 1);
        foreach ((Step one, Step other) in seen.Zip(poisoned))
        {
            CollectionAssert.AreEqual(one.Quantiles, other.Quantiles);
            Assert.AreEqual((one.SeasonalNaive, one.SeasonalScale), (other.SeasonalNaive, other.SeasonalScale));
            Assert.AreEqual(-1e30f, other.Actual);
        }
        foreach (ForecastRow row in rows)
            row.Promotion = 1 - row.Promotion;
        Assert.IsFalse(poisoned.Zip(Read(WithInputs, rows, origins: 1, stride: 1)).Any(
            pair => pair.First.Quantiles.SequenceEqual(pair.Second.Quantiles)), "what is known ahead is read");
    }

    [TestMethod]
    public void RowsOfTheFutureHaveNotCome()
    {
        ForecastRow[] rows = Rows(12);
        Step[] whole = Read(OfStores, rows[..^2], origins: 2, stride: 3);
        foreach (ForecastRow row in rows[^2..])
            row.Sales = float.NaN;
        CollectionAssert.AreEqual(whole.Select(step => (step.Origin, step.Forecast)).ToArray(),
            Read(OfStores, rows, origins: 2, stride: 3).Select(step => (step.Origin, step.Forecast)).ToArray());
    }

    [TestMethod]
    public void TheStrideIsTheHorizonUnlessItIsGiven()
    {
        IDataView view = Transformer(Plain).Backtest(Ml.Data.LoadFromEnumerable(Rows(20)), origins: 3);
        CollectionAssert.AreEqual(new long[] { 11, 14, 17 }, view.GetColumn<long>("Origin").Distinct().ToArray());
        Assert.IsNull(view.Schema.GetColumnOrNull("Series"));
    }

    [TestMethod]
    public void SeveralTargetsHaveAnEntryEach()
    {
        ForecastRow[] rows = Rows(10, 10);
        IDataView view = Transformer(OfBoth).Backtest(View(rows));
        float[][] actual = [.. view.GetColumn<float[]>("Actual")], naive = [.. view.GetColumn<float[]>("SeasonalNaive")];
        ForecastRow[] own = [.. rows.Where(row => row.Store == "s0")];
        CollectionAssert.AreEqual(own[7].Both, actual[0]);
        CollectionAssert.AreEqual(own[5].Both, naive[0]);
        RnnForecastMetrics metrics = Ml.Forecasting.Evaluate(view);
        Assert.AreEqual((4, 12L, 3), (metrics.SeriesCount, metrics.Forecast.Count, metrics.Quantiles!.Levels.Count));
        CollectionAssert.AreEqual(new[] { "Both[0]", "Both[1]", "Both[0]", "Both[1]" },
            metrics.Series.GetColumn<string>("Target").ToArray());
    }

    [TestMethod]
    public void TheMetricsAreThoseOfTheRows()
    {
        IDataView view = Transformer(WithInputs).Backtest(Ml.Data.LoadFromEnumerable(Rows(20, 14)), origins: 2, stride: 1);
        Step[] steps = Read(view);
        RnnForecastMetrics metrics = Ml.Forecasting.Evaluate(view);
        Assert.AreEqual(steps.Average(step => (double)Math.Abs(step.Actual - step.Forecast)), metrics.Forecast.MeanAbsoluteError, 1e-4);
        Assert.AreEqual(steps.Average(step => step.Actual >= step.LowerBound && step.Actual <= step.UpperBound ? 1.0 : 0),
            metrics.Forecast.Coverage, 1e-9);
        CollectionAssert.AreEqual(new[] { "s0", "s1" }, metrics.Series.GetColumn<string>("Series").ToArray());
    }

    [TestMethod]
    public void TheViewKeepsTheContract()
    {
        foreach (SavedForecast saved in new[] { Plain, WithInputs, OfBoth })
            EstimatorContract.CheckView(Transformer(saved).Backtest(Ml.Data.LoadFromEnumerable(Rows(12, 9)), origins: 2, stride: 2));
    }

    [TestMethod]
    public void WhatCannotBeBacktestedIsRefused()
    {
        RnnForecastTransformer transformer = Transformer(OfStores);
        IDataView few = Ml.Data.LoadFromEnumerable(Rows(4, 2));
        Assert.AreEqual("origins",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transformer.Backtest(few, origins: 0)).ParamName);
        Assert.AreEqual("stride", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transformer.Backtest(few, stride: 0)).ParamName);
        Assert.AreEqual("Sales", Assert.ThrowsExactly<RnnColumnException>(
            () => transformer.Backtest(Ml.Transforms.DropColumns("Sales").Fit(few).Transform(few))).ColumnName);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Read(transformer.Backtest(few))).Message,
            "The longest series has 4 rows with a value; a backtest wants 5");
    }

    private static RnnForecastTransformer Transformer(SavedForecast saved) => new(Ml, saved);

    private static Step[] Read(SavedForecast saved, ForecastRow[] rows, int origins, int stride) =>
        Read(Transformer(saved).Backtest(View(rows), origins, stride));

    private static Step[] Read(IDataView view) => [.. Ml.Data.CreateEnumerable<Step>(view, reuseRowObject: false)];

    private sealed class Step
    {
        public string Series { get; set; } = "";

        public long Origin { get; set; }

        [ColumnName("Step")]
        public int Ahead { get; set; }

        public float Actual { get; set; }

        public float Forecast { get; set; }

        public float LowerBound { get; set; }

        public float UpperBound { get; set; }

        public float[] Quantiles { get; set; } = [];

        public float SeasonalNaive { get; set; }

        public float SeasonalScale { get; set; }
    }
}
