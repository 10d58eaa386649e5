using RnnTrainer.Forecasting;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastEngineTests
{
    [TestMethod]
    public void TheEngineGivesTheBitsOfTheView()
    {
        foreach (SavedForecast saved in new[] { Plain, OfStores, OfBoth })
        {
            ForecastRow[] rows = Rows(20, 3, 11);
            RnnForecastEngine<ForecastRow> engine = Engine(saved);
            for (int i = 0; i < rows.Length; i++)
            {
                engine.Update(rows[i]);
                float[] expected = Expected(saved, rows, i);
                CollectionAssert.AreEqual(expected, engine.Forecast(NameOf(saved, rows[i])).Quantiles.ToArray(), $"row {i}");
            }
            Assert.HasCount(saved.Columns.Series is null ? 1 : 3, engine.Series);
        }
    }

    [TestMethod]
    public void WhatIsKnownAheadIsGivenWithTheQuestion()
    {
        ForecastRow[] rows = Rows(20);
        RnnForecastEngine<ForecastRow> engine = Engine(WithInputs);
        for (int i = 0; i + Horizon < rows.Length; i++)
        {
            engine.Update(rows[i]);
            RnnForecast forecast = engine.Forecast("s0", rows[(i + 1)..(i + 1 + Horizon)]);
            float[] expected = Expected(WithInputs, rows, i);
            CollectionAssert.AreEqual(expected, forecast.Quantiles.ToArray());
            CollectionAssert.AreEqual(expected[Horizon..(2 * Horizon)], forecast.Forecast.ToArray());
        }
    }

    [TestMethod]
    public void AWrongQuestionIsRefused()
    {
        ForecastRow[] rows = Rows(5);
        RnnForecastEngine<ForecastRow> plain = Engine(Plain), stores = Engine(OfStores), inputs = Engine(WithInputs);
        foreach (RnnForecastEngine<ForecastRow> engine in new[] { plain, stores, inputs })
            engine.Update(rows[0]);
        Refused("Leave it null", () => plain.Forecast("s0"));
        Refused("Name a series of column 'Store'", () => stores.Forecast());
        Refused("Series 'new' has no rows yet. Pass its last rows to Update first.", () => stores.Forecast("new"));
        Refused("future holds 1 row, but the model has no known inputs", () => stores.Forecast("s0", rows[..1]));
        Refused("future holds 0 rows. Pass the next 3, with the inputs 'Promotion', 'Phase'.", () => inputs.Forecast("s0"));
        Refused("future holds 4 rows. Pass the next 3,", () => inputs.Forecast("s0", rows[..4]));
        rows[1].Phase = [0, float.NaN];
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => inputs.Forecast("s0", rows[..3]));
        Assert.AreEqual((2, "Phase"), (error.Row, error.ColumnName));
        rows[0].Promotion = float.PositiveInfinity;
        error = Assert.ThrowsExactly<RnnRowException>(() => inputs.Forecast("s0", rows[..3]));
        Assert.AreEqual((1, "Promotion"), (error.Row, error.ColumnName));

        static void Refused(string expected, Func<RnnForecast> forecast) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(forecast).Message, expected);
    }

    [TestMethod]
    public void ARowThatIsRefusedLeavesTheEngineAsItWas()
    {
        ForecastRow[] rows = Rows(6);
        RnnForecastEngine<ForecastRow> engine = Engine(OfStores);
        foreach (ForecastRow row in rows[..4])
            engine.Update(row);
        float[] refused = [float.NaN, float.PositiveInfinity];
        for (int i = 0; i < refused.Length; i++)
        {
            ForecastRow row = new() { Store = "s0", Sales = refused[i] };
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => engine.Update(row));
            Assert.AreEqual((5 + i, "Sales"), (error.Row, error.ColumnName));
        }
        engine.Update(rows[4]);
        CollectionAssert.AreEqual(Expected(OfStores, rows, 4), engine.Forecast("s0").Quantiles.ToArray());
    }

    [TestMethod]
    public void TransformsBeforeItAreAppliedToEachRow()
    {
        ForecastRow[] rows = Rows(9, 5);
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        ITransformer before = new TransformerChain<ITransformer>(
            Keys, Ml.Transforms.Expression("Sales", "x : 2f * x", "Sales").Fit(data));
        RnnForecastTransformer network = new(Ml, WithCategories);
        RnnForecastEngine<ForecastRow> engine = network.CreateForecastEngine<ForecastRow>(Ml, before);
        foreach (ForecastRow row in rows)
            engine.Update(row);
        float[] expected = [.. network.Forecast(before.Transform(data)).GetColumn<float>("Forecast")];
        CollectionAssert.AreEqual(expected, engine.Series.SelectMany(series => engine.Forecast(series).Forecast).ToArray());

        ITransformer windows = Ml.Transforms.CreateWindows(length: 2, ["Sales"]).Fit(data);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => network.CreateForecastEngine<ForecastRow>(Ml, windows));
        StringAssert.Contains(error.Message, "combines several rows");
    }

    [TestMethod]
    public void ARowThatIsRefusedBeginsNoSeries()
    {
        RnnForecastEngine<KeyedRow> engine = new RnnForecastTransformer(Ml, WithCategories).CreateForecastEngine<KeyedRow>(Ml);
        Assert.ThrowsExactly<RnnRowException>(() => engine.Update(new KeyedRow { Store = "s0", Sales = float.NaN, Region = 1 }));
        Assert.IsEmpty(engine.Series);
        engine.Update(new KeyedRow { Store = "s0", Sales = 1, Region = 0 });
        Assert.ThrowsExactly<RnnRowException>(() => engine.Update(new KeyedRow { Store = "s0", Sales = 1, Region = 1 }));
    }

    [TestMethod]
    public void AnotherEngineGoesOnWithTheStateThatWasSaved()
    {
        ForecastRow[] rows = Rows(20, 3, 11);
        RnnForecastEngine<ForecastRow> first = Engine(OfStores), second = Engine(OfStores);
        foreach (ForecastRow row in rows[..21])
            first.Update(row);
        using MemoryStream state = new();
        first.Save(state);
        state.Position = 0;
        second.Update(new ForecastRow { Store = "forgotten" });
        second.Restore(state);
        CollectionAssert.AreEquivalent(first.Series.ToArray(), second.Series.ToArray());
        for (int i = 21; i < rows.Length; i++)
        {
            second.Update(rows[i]);
            CollectionAssert.AreEqual(Expected(OfStores, rows, i), second.Forecast(rows[i].Store).Quantiles.ToArray(), $"row {i}");
        }
    }

    [TestMethod]
    public void TheStateOfAnotherForecastIsRefused()
    {
        RnnForecastEngine<ForecastRow> engine = Engine(OfStores);
        engine.Update(new ForecastRow());
        using MemoryStream state = new();
        engine.Save(state);
        Refused(Engine(WithInputs), "The state belongs to a forecaster of the columns 'Sales', 'Store', but this one reads 'Sales', "
            + "'Store', 'Promotion', 'Phase', 'Visitors'.");
        Refused(Engine(Of(OfStores.Columns, RnnMissingValues.Mean)), "another model");

        void Refused(RnnForecastEngine<ForecastRow> other, string expected)
        {
            other.Update(new ForecastRow { Store = "kept" });
            state.Position = 0;
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => other.Restore(state)).Message, expected);
            CollectionAssert.AreEqual(new[] { "kept" }, other.Series.ToArray(), "it stays as it was");
        }
    }

    [TestMethod]
    public void DamageToAStateIsSeenWhateverByteItIsIn()
    {
        RnnForecastEngine<ForecastRow> engine = Engine(OfStores);
        foreach (ForecastRow row in Rows(2, 1))
            engine.Update(row);
        using MemoryStream state = new();
        engine.Save(state);
        byte[] bytes = state.ToArray();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x10;
            Assert.ThrowsExactly<InvalidDataException>(() => engine.Restore(new MemoryStream(damaged)), $"byte {i}");
            Assert.ThrowsExactly<InvalidDataException>(() => engine.Restore(new MemoryStream(bytes[..i])), $"{i} bytes");
        }
    }

    [TestMethod]
    [DataRow("Store", "s1")]
    [DataRow("Chain", "6")] // a property counts keys from 0
    [DataRow("Number", "-5")]
    public void SeriesAreNamedByTextsKeysAndIntegers(string column, string name)
    {
        ForecastRow row = new() { Store = "s1", Chain = 5, Number = -5 };
        RnnForecastEngine<ForecastRow> engine = Engine(Of(new ForecastColumnNames("Sales", column)));
        engine.Update(row);
        CollectionAssert.AreEqual(new[] { name }, engine.Series.ToArray());
        Assert.HasCount(Horizon, engine.Forecast(name).Forecast);
    }

    [TestMethod]
    public void StaticInputsOfASeriesAreKeptAndSaved()
    {
        ForecastRow[] plain = Rows(9, 5);
        RnnForecastTransformer transformer = new(Ml, WithCategories);
        RnnForecastEngine<KeyedRow> engine = transformer.CreateForecastEngine<KeyedRow>(Ml),
            later = transformer.CreateForecastEngine<KeyedRow>(Ml);
        foreach (ForecastRow row in plain) // of objects, ML.NET counts keys from 0
            engine.Update(new KeyedRow { Store = row.Store, Sales = row.Sales, Region = row.Region == "north" ? 0u : 1u });
        using MemoryStream state = new();
        engine.Save(state);
        state.Position = 0;
        later.Restore(state);
        foreach (string store in new[] { "s0", "s1" })
        {
            float[] expected = Expected(WithCategories, plain, Array.FindLastIndex(plain, row => row.Store == store));
            CollectionAssert.AreEqual(expected, engine.Forecast(store).Quantiles.ToArray());
            CollectionAssert.AreEqual(expected, later.Forecast(store).Quantiles.ToArray());
        }
        RnnRowException error =
            Assert.ThrowsExactly<RnnRowException>(() => later.Update(new KeyedRow { Store = "s0", Sales = 1, Region = 2 }));
        StringAssert.Contains(error.Message, "changes from key 1 to 3 in series 's0'");
        later.Update(new KeyedRow { Store = "s0", Sales = 1, Region = 0 });
    }

    private static string? NameOf(SavedForecast saved, ForecastRow row) => saved.Columns.Series is null ? null : row.Store;

    private static RnnForecastEngine<ForecastRow> Engine(SavedForecast saved) =>
        new RnnForecastTransformer(Ml, saved).CreateForecastEngine<ForecastRow>(Ml);

    private sealed class KeyedRow
    {
        public string Store { get; set; } = "";

        public float Sales { get; set; }

        [KeyType(3)]
        public uint Region { get; set; }
    }
}
