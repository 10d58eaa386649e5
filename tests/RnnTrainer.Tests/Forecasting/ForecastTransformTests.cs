using RnnTrainer.Forecasting;
using RnnTrainer.Tests.Contract;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastTransformTests
{
    private static IEnumerable<object[]> Forecasts =>
        new[] { Plain, OfStores, WithInputs, OfBoth, WithCategories }.Select(saved => new object[] { saved });

    [TestMethod]
    [DynamicData(nameof(Forecasts))]
    public void EachRowHasTheForecastMadeAfterIt(object forecast)
    {
        SavedForecast saved = (SavedForecast)forecast;
        ForecastRow[] rows = Rows(40, 1, 7, 23, 4);
        ForecastedRow[] forecasted = Forecasted(saved, rows);
        Assert.HasCount(rows.Length, forecasted);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.AreEqual((rows[i].Store, rows[i].Sales), (forecasted[i].Store, forecasted[i].Sales));
            CollectionAssert.AreEqual(Expected(saved, rows, i), forecasted[i].Quantiles, $"row {i}");
        }
        Assert.IsTrue(forecasted.Count(row => !row.Quantiles.Contains(float.NaN)) > rows.Length / 2);
    }

    [TestMethod]
    public void ForecastAndBoundsAreTheMiddleAndOuterLevels()
    {
        foreach (ForecastedRow row in Forecasted(OfBoth, Rows(6)))
        {
            int levels = OfBoth.Spec.Levels.Count;
            float[] Level(int level) => [.. Enumerable.Range(0, 2)
                .SelectMany(target => row.Quantiles.Skip((target * levels + level) * Horizon).Take(Horizon))];
            CollectionAssert.AreEqual(Level(1), row.Forecast);
            CollectionAssert.AreEqual(Level(0), row.LowerBound);
            CollectionAssert.AreEqual(Level(2), row.UpperBound);
            Assert.IsTrue(row.LowerBound.Zip(row.UpperBound).All(pair => pair.First <= pair.Second));
        }
    }

    [TestMethod]
    public void RowsOfTheFutureHaveNoForecastAndAreKnownAhead()
    {
        ForecastRow[] rows = Rows(9, 12);
        foreach (ForecastRow future in rows.Where(row => row.Store == "s0").TakeLast(Horizon))
            future.Sales = future.Visitors = float.NaN;
        ForecastedRow[] forecasted = Forecasted(WithInputs, rows);
        float[] last = forecasted.Where(row => row.Store == "s0").ElementAt(9 - Horizon - 1).Quantiles;
        Assert.IsFalse(last.Contains(float.NaN), "the last row with a value has all inputs ahead");
        Assert.IsTrue(forecasted.Where(row => float.IsNaN(row.Sales)).All(row => row.Quantiles.All(float.IsNaN)));
        rows[^1].Promotion += 1; // of the other series
        rows.Last(row => row.Store == "s0").Promotion += 1;
        CollectionAssert.AreNotEqual(last, Forecasted(WithInputs, rows).Where(row => row.Store == "s0")
            .ElementAt(9 - Horizon - 1).Quantiles,
            "what is known ahead changes the forecast");
    }

    [TestMethod]
    public void NoRowAfterARowChangesItsForecastWhereNothingIsKnownAhead()
    {
        ForecastRow[] rows = Rows(30, 30);
        ForecastedRow[] whole = Forecasted(OfStores, rows), part = Forecasted(OfStores, rows[..37]);
        for (int i = 0; i < part.Length; i++)
            CollectionAssert.AreEqual(whole[i].Quantiles, part[i].Quantiles);
    }

    [TestMethod]
    public void GapsAreFilledWhereTheModelFillsThem()
    {
        ForecastRow[] rows = Rows(12);
        rows[4].Sales = float.NaN;
        SavedForecast filling = Of(OfStores.Columns, RnnMissingValues.LastValue);
        ForecastedRow[] forecasted = Forecasted(filling, rows);
        for (int i = 0; i < rows.Length; i++)
            CollectionAssert.AreEqual(Expected(filling, rows, i), forecasted[i].Quantiles, $"row {i}");
        Assert.IsTrue(forecasted[4].Quantiles.All(float.IsNaN));
        Assert.IsFalse(forecasted[5].Quantiles.Contains(float.NaN));
    }

    [TestMethod]
    public void ARowThatFailsIsToldOfWhenTheReaderComesToIt()
    {
        ForecastRow[] rows = Rows(12);
        rows[4].Sales = float.NaN;
        IDataView view = new RnnForecastTransformer(Ml, OfStores).Transform(View(rows));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 0; i < 5; i++)
            Assert.IsTrue(cursor.MoveNext(), $"row {i}");
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => cursor.MoveNext());
        Assert.AreEqual((5, "Sales"), (error.Row, error.ColumnName));
    }

    [TestMethod]
    public void FewRowsAreReadAheadHoweverSeriesEnd()
    {
        // One series after another: the last rows of each wait for inputs ahead that never come.
        ForecastRow[] rows = [.. Rows(200, 200, 200).OrderBy(row => row.Store)];
        int read = 0;
        IDataView data = Ml.Data.LoadFromEnumerable(rows.Select(row => { read++; return row; }));
        IDataView view = new RnnForecastTransformer(Ml, WithInputs).Transform(data);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());
        for (int i = 1; cursor.MoveNext(); i++)
            Assert.IsLessThan(rows.Length + i + 20, read, $"row {i}");
        Assert.AreEqual(2 * rows.Length, read, "a pass over the series column, and one over the rows");
    }

    [TestMethod]
    public void RowsThatWaitForInputsAheadTakeNoRoomForTheirForecasts()
    {
        const int series = 400, horizon = 40;
        SavedForecast saved = Of(WithInputs.Columns, horizon: horizon);
        ForecastRow[] rows = Rows([.. Enumerable.Repeat(horizon + 5, series)]);
        IDataView view = new RnnForecastTransformer(Ml, saved).Transform(Ml.Data.LoadFromEnumerable(rows));
        long before = GC.GetAllocatedBytesForCurrentThread();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Quantiles"]]);
        int read = 0;
        while (cursor.MoveNext())
            read++;
        Assert.HasCount(read, rows);
        // Each series has as many rows that wait as the horizon.
        Assert.IsLessThan(series * horizon * saved.Spec.Quantiles * sizeof(float), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DynamicData(nameof(Forecasts))]
    public void TheViewKeepsTheContract(object forecast) => EstimatorContract.CheckView(
        new RnnForecastTransformer(Ml, (SavedForecast)forecast).Transform(View(Rows(17, 5, 9))));

    [TestMethod]
    public void ColumnsHaveDimensionsAndNames()
    {
        DataViewSchema rows = Ml.Data.LoadFromEnumerable<ForecastRow>([]).Schema;
        DataViewSchema one = new RnnForecastTransformer(Ml, OfStores).GetOutputSchema(rows);
        DataViewSchema two = new RnnForecastTransformer(Ml, OfBoth).GetOutputSchema(rows);
        Assert.AreEqual("Forecast: Vector<Single, 1, 3> [1,3]; SlotNames Vector<String, 3> [3] = [t+1 t+2 t+3]",
            ViewText.Of(one["Forecast"]));
        Assert.AreEqual("Vector<Single, 1, 3, 3>", $"{one["Quantiles"].Type}");
        Assert.AreEqual("Vector<Single, 2, 3>", $"{two["UpperBound"].Type}");
        VBuffer<ReadOnlyMemory<char>> names = default;
        two["Quantiles"].GetSlotNames(ref names);
        Assert.AreEqual("Both[1] Quantile-0.1 t+2", $"{names.GetItemOrDefault(10)}");
    }

    [TestMethod]
    public void ColumnsThatDoNotFitAreRefused()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(Rows(3));
        RnnForecastTransformer transformer = new(Ml, WithInputs);
        foreach ((string column, string expected) in (ReadOnlySpan<(string, string)>)
            [("Store", "Series column 'Store' is missing"), ("Sales", "Value column 'Sales' is missing"),
                ("Phase", "Known input column 'Phase' is missing"), ("Visitors", "Past input column 'Visitors' is missing")])
        {
            IDataView without = Ml.Transforms.DropColumns(column).Fit(rows).Transform(rows);
            StringAssert.Contains(
                Assert.ThrowsExactly<RnnColumnException>(() => transformer.Transform(without)).Message, expected);
            Assert.ThrowsExactly<RnnColumnException>(() => transformer.Forecast(without));
            Assert.ThrowsExactly<RnnColumnException>(() => transformer.GetOutputSchema(without.Schema));
        }
        IDataView wide = Ml.Transforms.Concatenate("Promotion", "Promotion", "Sales").Fit(rows).Transform(rows);
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() => transformer.Transform(wide)).Message,
            "4 known inputs in all, but training had 3");
    }

    [TestMethod]
    public void APredictionEngineIsToldWhatToUse()
    {
        RnnForecastTransformer forecast = new(Ml, Plain);
        ITransformer copy = Ml.Transforms.CopyColumns("Copy", "Store").Fit(Ml.Data.LoadFromEnumerable<ForecastRow>([]));
        foreach (ITransformer transformer in new[] { forecast, (ITransformer)new TransformerChain<ITransformer>(copy, forecast) })
        {
            NotSupportedException error = Assert.ThrowsExactly<NotSupportedException>(
                () => Ml.Model.CreatePredictionEngine<ForecastRow, ForecastedRow>(transformer));
            StringAssert.Contains(error.Message, $"Use RnnForecastTransformer.{nameof(RnnForecastTransformer.CreateForecastEngine)}");
        }
    }

    private static ForecastedRow[] Forecasted(SavedForecast saved, ForecastRow[] rows)
    {
        IDataView view = new RnnForecastTransformer(Ml, saved).Transform(View(rows));
        return [.. Ml.Data.CreateEnumerable<ForecastedRow>(view, reuseRowObject: false)];
    }
}
