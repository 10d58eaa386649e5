using RnnTrainer.Forecasting;
using RnnTrainer.Tests.Contract;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastViewTests
{
    [TestMethod]
    public void EverySeriesHasARowForEachStepAhead()
    {
        ForecastRow[] rows = Rows([.. Enumerable.Range(1, 30)]); // more series than a block has
        Step[] steps = Read(OfStores, rows);
        Assert.HasCount(30 * Horizon, steps);
        for (int series = 0; series < 30; series++)
        {
            float[] expected = Expected(OfStores, rows, Array.FindLastIndex(rows, row => row.Store == $"s{series}"));
            for (int step = 0; step < Horizon; step++)
            {
                Step found = steps[series * Horizon + step];
                Assert.AreEqual(($"s{series}", step + 1), (found.Store, found.Ahead));
                CollectionAssert.AreEqual(new[] { expected[step], expected[Horizon + step], expected[2 * Horizon + step] },
                    found.Quantiles);
                Assert.AreEqual((found.Quantiles[0], found.Quantiles[1], found.Quantiles[2]),
                    (found.LowerBound, found.Forecast, found.UpperBound));
            }
        }
    }

    [TestMethod]
    public void TheForecastIsMadeAfterTheLastRowWithAValue()
    {
        ForecastRow[] rows = Rows(20, 9);
        ForecastRow[] future = [.. rows.Where(row => row.Store == "s0").TakeLast(Window + Horizon + 2)];
        foreach (ForecastRow row in future)
            row.Sales = float.NaN;
        float[] expected =
            Expected(OfStores, rows, Array.FindLastIndex(rows, row => row.Store == "s0" && !float.IsNaN(row.Sales)));
        CollectionAssert.AreEqual(expected.Take(Horizon).ToArray(),
            Read(OfStores, rows).Where(step => step.Store == "s0").Select(step => step.LowerBound).ToArray());
    }

    [TestMethod]
    public void WhatIsKnownAheadIsRead()
    {
        ForecastRow[] rows = Rows(12, 10);
        int[] origins = [.. new[] { "s0", "s1" }.Select(store =>
        {
            ForecastRow[] own = [.. rows.Where(row => row.Store == store)];
            foreach (ForecastRow row in own.TakeLast(Horizon))
                row.Sales = row.Visitors = float.NaN;
            return Array.IndexOf(rows, own[^(Horizon + 1)]);
        })];
        float[] expected = [.. origins.SelectMany(origin => Expected(WithInputs, rows, origin).Take(Horizon))];
        CollectionAssert.AreEqual(expected, Read(WithInputs, rows).Select(step => step.LowerBound).ToArray());
    }

    [TestMethod]
    public void TooFewRowsOfTheFutureAreRefused()
    {
        ForecastRow[] rows = Rows(12);
        rows[^1].Sales = rows[^1].Visitors = float.NaN;
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => Read(WithInputs, rows));
        Assert.AreEqual((12, "Promotion"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "with 1 row without a value, but a forecast reads the known inputs of 3 future rows.");
    }

    [TestMethod]
    public void ASeriesWithoutAnyValueHasNoForecast()
    {
        ForecastRow[] rows = Rows(5, 4);
        foreach (ForecastRow row in rows.Where(row => row.Store == "s1"))
            row.Sales = float.NaN;
        Step[] steps = Read(OfStores, rows);
        Assert.IsTrue(steps[Horizon..].All(step => float.IsNaN(step.Forecast) && step.Store == "s1"));
        Assert.IsFalse(steps[..Horizon].Any(step => float.IsNaN(step.Forecast)));
    }

    [TestMethod]
    public void TheViewKeepsTheContract()
    {
        foreach (SavedForecast saved in new[] { Plain, OfStores, OfBoth, WithCategories })
        {
            IDataView view = new RnnForecastTransformer(Ml, saved).Forecast(View(Rows(17, 5, 9)));
            EstimatorContract.CheckView(view);
        }
    }

    [TestMethod]
    public void SeveralTargetsAreVectors()
    {
        IDataView view = new RnnForecastTransformer(Ml, OfBoth).Forecast(Ml.Data.LoadFromEnumerable(Rows(6)));
        Assert.AreEqual("Forecast: Vector<Single, 2> [2]; SlotNames Vector<String, 2> [2] = [Both[0] Both[1]]",
            ViewText.Of(view.Schema["Forecast"]));
        Assert.AreEqual("Vector<Single, 2, 3>", $"{view.Schema["Quantiles"].Type}");
    }

    private static Step[] Read(SavedForecast saved, ForecastRow[] rows)
    {
        IDataView view = new RnnForecastTransformer(Ml, saved).Forecast(View(rows));
        return [.. Ml.Data.CreateEnumerable<Step>(view, reuseRowObject: false)];
    }

    private sealed class Step
    {
        public string Store { get; set; } = "";

        [ColumnName("Step")]
        public int Ahead { get; set; }

        public float Forecast { get; set; }

        public float LowerBound { get; set; }

        public float UpperBound { get; set; }

        public float[] Quantiles { get; set; } = [];
    }
}
