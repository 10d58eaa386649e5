using RnnTrainer.Forecasting;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastRowReaderTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly ForecastColumnNames Names =
        new("Sales", "Store") { Known = ["Promotion", "Phase"], Past = ["Visitors"], Static = ["Region"] };

    [TestMethod]
    public void AStepIsTargetsThenPastThenKnownInputs()
    {
        (ForecastRowReader reader, DataViewRowCursor cursor) = Read(Names,
            new ForecastRow { Store = "b", Sales = 1, Visitors = 2, Promotion = 3, Phase = [4, 5], Region = "south" },
            new ForecastRow { Store = "a", Sales = float.NaN, Visitors = float.NaN, Promotion = 6, Phase = [7, 8] });
        using (cursor)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(0, reader.SeriesCount);
            Assert.AreEqual(0, reader.Read());
            Assert.IsTrue(reader.HasValue);
            CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5 }, reader.Step.ToArray());
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(1, reader.Read());
            Assert.IsFalse(reader.HasValue, "it is a row of the future");
            CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, 6, 7, 8 }, reader.Step.ToArray());
            Assert.AreEqual(2, reader.SeriesCount);
            Assert.AreEqual("a", reader.SeriesText);
            CollectionAssert.AreEqual(new[] { 1 }, reader.Categories(0).ToArray());
            CollectionAssert.AreEqual(new[] { 2 }, reader.Categories(1).ToArray());
        }
    }

    [TestMethod]
    [DataRow("Store")]
    [DataRow("Chain")]
    [DataRow("Number")]
    public void SeriesAreToldApartByTextsKeysAndIntegers(string column)
    {
        int[] expected = [0, 1, 0];
        (ForecastRowReader reader, DataViewRowCursor cursor) = Read(new("Both", column),
            [.. expected.Select(series => new ForecastRow { Store = $"{series}", Chain = (byte)(series + 3), Number = series - 1 })]);
        using (cursor)
        {
            foreach (int series in expected)
            {
                Assert.IsTrue(cursor.MoveNext());
                Assert.AreEqual(series, reader.Read());
            }
        }
    }

    [TestMethod]
    [DataRow("Nothing", null, null, "Value column 'Nothing' is missing; there are: 'Store',")]
    [DataRow("Region", null, null, "Value column 'Region' is String; wanted: a number")]
    [DataRow("Any", null, null, "Value column 'Any' is Vector<Single>; wanted:")]
    [DataRow("Sales", "Nothing", null, "Series column 'Nothing' is missing;")]
    [DataRow("Sales", "Promotion", null, "Series column 'Promotion' is Single; wanted: a text, a key or an integer. Make it with")]
    [DataRow("Sales", null, "Store", "Known input column 'Store' is String; wanted:")]
    public void WhatCannotBeReadIsRefusedWithTheCure(string value, string? series, string? known, string expected)
    {
        ForecastColumnNames names = new(value, series) { Known = known is null ? [] : [known] };
        IDataView data = Ml.Data.LoadFromEnumerable<ForecastRow>([]);
        string message = Assert.ThrowsExactly<RnnColumnException>(() => ForecastColumns.BindForTraining(data.Schema, names, out _)).Message;
        StringAssert.StartsWith(message, expected);
    }

    [TestMethod]
    public void AStaticColumnIsAKey()
    {
        IDataView data = Ml.Data.LoadFromEnumerable<ForecastRow>([]);
        string message = Assert.ThrowsExactly<RnnColumnException>(() =>
            ForecastColumns.BindForTraining(data.Schema, new("Sales", null) { Static = ["Region"] }, out _)).Message;
        StringAssert.Contains(message, "'Region' is String; wanted: a key. Make it with mlContext.Transforms.Conversion.MapValueToKey");
    }

    [TestMethod]
    [DataRow("north,south,east", "has 3 keys, but training had 2")]
    [DataRow("south,north", "has 'south' for key 1, but training had 'north'")]
    public void OtherCategoriesThanThoseOfTrainingAreRefused(string regions, string expected)
    {
        ForecastColumns.BindForTraining(Keyed([new() { Region = "north" }, new() { Region = "south" }]).Schema, Names,
            out IReadOnlyList<CategoryInput> categories);
        IDataView other = Keyed([.. regions.Split(',').Select(region => new ForecastRow { Region = region })]);
        string message =
            Assert.ThrowsExactly<RnnColumnException>(() => ForecastColumns.Bind(other.Schema, Names, categories)).Message;
        StringAssert.Contains(message, expected);
    }

    [TestMethod]
    public void ACategoryThatChangesInASeriesIsRefused()
    {
        RnnRowException error = Fails(RnnMissingValues.Error, new ForecastRow(), new ForecastRow { Region = "south" });
        Assert.AreEqual((2, "Region"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "changes from key 1 to 2 in series 'a'");
    }

    [TestMethod]
    public void AGapIsNamedOnceItsSeriesGoesOn()
    {
        RnnRowException error = Fails(RnnMissingValues.Error, new ForecastRow(), new ForecastRow { Sales = float.NaN },
            new ForecastRow { Store = "b" }, new ForecastRow { Sales = float.NaN }, new ForecastRow());
        Assert.AreEqual((2, "Sales"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "has no value, though its series goes on after it. Fill it in");
    }

    [TestMethod]
    public void AnInputThatIsMissingIsNamed()
    {
        Assert.AreEqual("Phase", Fails(RnnMissingValues.Error, new ForecastRow { Phase = [0, float.NaN] }).ColumnName);
        Assert.AreEqual("Visitors", Fails(RnnMissingValues.Error, new ForecastRow { Visitors = float.NaN }).ColumnName);
    }

    [TestMethod]
    [DataRow(RnnMissingValues.Error)]
    [DataRow(RnnMissingValues.Mean)]
    [DataRow(RnnMissingValues.LastValue)]
    public void InfinityIsRefusedUnderAnyRule(RnnMissingValues rule)
    {
        RnnRowException error = Fails(rule, new ForecastRow(), new ForecastRow { Sales = float.NegativeInfinity });
        Assert.AreEqual((2, "Sales"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "column 'Sales' holds -Infinity; forecasts need finite numbers");
        Assert.AreEqual("Visitors", Fails(rule, new ForecastRow { Visitors = float.PositiveInfinity }).ColumnName);
        Assert.AreEqual("Phase", Fails(rule, new ForecastRow { Phase = [0, float.PositiveInfinity] }).ColumnName);
    }

    [TestMethod]
    public void WhatIsFilledMayBeMissing()
    {
        (ForecastRowReader reader, DataViewRowCursor cursor) = Read(Names, RnnMissingValues.Mean,
            new ForecastRow { Sales = float.NaN, Phase = [0, float.NaN], Visitors = float.NaN }, new ForecastRow());
        using (cursor)
        {
            while (cursor.MoveNext())
                reader.Read();
        }
        Assert.AreEqual(1, reader.SeriesCount);
    }

    [TestMethod]
    public void AColumnHasOnePart()
    {
        Assert.IsNull(Names.NamedTwice);
        Assert.AreEqual("Visitors", (Names with { Known = ["Visitors"] }).NamedTwice);
    }

    private static RnnRowException Fails(RnnMissingValues missingValues, params ForecastRow[] rows)
    {
        (ForecastRowReader reader, DataViewRowCursor cursor) = Read(Names, missingValues, rows);
        using (cursor)
        {
            return Assert.ThrowsExactly<RnnRowException>(() =>
            {
                while (cursor.MoveNext())
                    reader.Read();
            });
        }
    }

    private static (ForecastRowReader Reader, DataViewRowCursor Cursor) Read(ForecastColumnNames names, params ForecastRow[] rows) =>
        Read(names, RnnMissingValues.Error, rows);

    private static (ForecastRowReader Reader, DataViewRowCursor Cursor) Read(
        ForecastColumnNames names, RnnMissingValues missingValues, params ForecastRow[] rows)
    {
        IDataView data = Keyed(rows);
        ForecastColumns columns = ForecastColumns.BindForTraining(data.Schema, names, out _);
        DataViewRowCursor cursor = data.GetRowCursor(columns.All);
        return (new ForecastRowReader(cursor, columns, missingValues), cursor);
    }

    private static IDataView Keyed(ForecastRow[] rows)
    {
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        return Ml.Transforms.Conversion.MapValueToKey("Region").Fit(data).Transform(data);
    }
}
