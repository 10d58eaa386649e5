namespace RnnTrainer.Tests.Reports;

/// <summary>What docs/forecasting.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class ForecastingDocumentTests
{
    [TestMethod]
    public void TheShopsAreForecastAndReportedOn()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        temporary.Write("sales.csv", System.Text.Encoding.UTF8.GetBytes("Shop,Day,Sales\n" + string.Concat(
            from shop in (string[])["Berlin", "Oslo"]
            from day in Enumerable.Range(0, 140)
            select FormattableString.Invariant($"{shop},{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{Sales(shop, day)}\n"))));
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            (RnnForecastTransformer network, IDataView rows, IDataView next) = Forecast();
            float[] forecast = [.. next.GetColumn<float>("Forecast")];
            Assert.HasCount(28, forecast);
            for (int step = 0; step < 14; step++)
            {
                Assert.AreEqual(Sales("Berlin", 140 + step), forecast[step], 40, $"step {step + 1}; sales go from 200 to 320");
                Assert.AreEqual(Sales("Oslo", 140 + step), forecast[14 + step], 4, $"step {step + 1}; sales go from 20 to 32");
            }
            Assert.IsTrue(File.Exists("sales.zip"));
            Report(network, rows);
            Samples.ReportFile report = new("sales.html");
            report.AssertWhole();
            Assert.AreEqual(("2", "280 values"), report.Figure("Series"));
            Assert.AreEqual("2024-05-20", report.Rows("series-1")[0][0], "140 days after the first");
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheEngineForecastsAsTheViewDoes()
    {
        MLContext ml = new(seed: 1);
        ShopDay[] all = [.. from day in Enumerable.Range(0, 140) from shop in (string[])["Berlin", "Oslo"] select ShopDay.Of(shop, day)];
        foreach (ShopDay day in all[^28..])
            day.Sales = float.NaN;
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            (ITransformer prepare, IDataView days, RnnForecastTransformer network) =
                FitWithInputs(ml, ml.Data.LoadFromEnumerable(all));
            List<float> plans = AfterEachRow(network, days);
            Assert.HasCount(all.Length, plans);
            Assert.IsTrue(plans[^28..].All(float.IsNaN));
            RnnForecast forecast = AsValuesCome(
                ml, network, prepare, all[..^28], all[^28..].Where(day => day.Shop == "Oslo"));
            Assert.AreEqual(plans[^29], forecast.Forecast.Sum(), "Oslo has the last row with a value");
            for (int step = 0; step < 14; step++)
                Assert.AreEqual(ShopDay.Of("Oslo", 126 + step).Sales, forecast.Forecast[step], 6, $"step {step + 1}; from 20 to 48");
            Assert.IsTrue(File.Exists("shops.state"));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    // By chance sales are up to a fifth more or less: the value of one season before has that twice.
    [TestMethod]
    public void TheBacktestIsBetterThanTheSeasonalNaiveForecast()
    {
        MLContext ml = new(seed: 1);
        Random random = new(2);
        ShopDay[] days = [.. from day in Enumerable.Range(0, 140) from shop in (string[])["Berlin", "Oslo"] select ShopDay.Of(shop, day)];
        foreach (ShopDay day in days)
            day.Sales *= 0.8f + 0.4f * random.NextSingle();
        Assert.IsTrue(IsBetter(ml, ml.Data.LoadFromEnumerable(days)));
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/forecasting.md", "tests/RnnTrainer.Tests/Reports/ForecastingDocumentTests.cs", 6);

    private static (RnnForecastTransformer Network, IDataView Rows, IDataView Next) Forecast()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView rows = ml.Data.LoadFromTextFile("sales.csv",
            [new("Shop", DataKind.String, 0), new("Day", DataKind.DateTime, 1), new("Sales", DataKind.Single, 2)],
            separatorChar: ',', hasHeader: true);

        RnnForecastTransformer network = ml.Forecasting
            .ForecastByRnn("Sales", horizon: 14, season: 7, seriesColumnName: "Shop").Fit(rows);
        IDataView next = network.Forecast(rows);    // Shop, Step 1 to 14, Forecast, LowerBound, UpperBound, Quantiles
        ml.Model.Save(network, rows.Schema, "sales.zip");
        // end
        return (network, rows, next);
    }

    private static (ITransformer Prepare, IDataView Days, RnnForecastTransformer Network) FitWithInputs(MLContext ml, IDataView table)
    {
        // example:
        ITransformer prepare = ml.Transforms.Conversion.MapValueToKey("Kind")
            .Append(ml.Transforms.CalendarFeatures("Calendar", "Day", CalendarPart.DayOfWeek)).Fit(table);
        IDataView days = prepare.Transform(table);
        RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Sales", horizon: 14, season: 7, "Shop", new RnnForecastOptions
        {
            KnownInputColumnNames = ["Promotion", "Calendar"],
            StaticInputColumnNames = ["Kind"],
            Training = RnnOptions.Forecast with { ValidationFraction = 0.1f, MissingValues = RnnMissingValues.LastValue },
        }).Fit(days);
        // end
        return (prepare, days, network);
    }

    private static List<float> AfterEachRow(RnnForecastTransformer network, IDataView days)
    {
        List<float> plans = [];
        // example:
        IDataView forecasted = network.Transform(days);
        foreach (float[] next in forecasted.GetColumn<float[]>("Forecast"))
            plans.Add(next.Sum());                                      // the 14 days after each day
        // end
        return plans;
    }

    private static RnnForecast AsValuesCome(
        MLContext ml, RnnForecastTransformer network, ITransformer prepare, IEnumerable<ShopDay> soFar, IEnumerable<ShopDay> future)
    {
        // example:
        RnnForecastEngine<ShopDay> engine = network.CreateForecastEngine<ShopDay>(ml, prepare);     // rows as in the table
        foreach (ShopDay day in soFar)
            engine.Update(day);
        RnnForecast forecast = engine.Forecast("Oslo", future);         // 14 days with their promotions; not needed without known inputs
        Console.WriteLine($"{forecast.LowerBound[0]} to {forecast.UpperBound[0]} tomorrow");
        using (FileStream file = File.Create("shops.state"))
            engine.Save(file);                                          // Restore continues from here, in any process
        // end
        return forecast;
    }

    private static bool IsBetter(MLContext ml, IDataView rows)
    {
        // example:
        RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Sales", horizon: 14, season: 7, seriesColumnName: "Shop");
        IDataView backtest = estimator.Backtest(rows, origins: 3);      // from days 42, 28 and 14 before the end, all unseen in training
        RnnForecastMetrics metrics = ml.Forecasting.Evaluate(backtest);
        Console.WriteLine(metrics);                                     // a table; metrics.Series is a view with a row for each series
        bool isBetter = metrics.Forecast.MeanAbsoluteScaledError < metrics.SeasonalNaive.MeanAbsoluteScaledError;
        // end
        Assert.AreEqual(84, metrics.Forecast.Count);
        return isBetter;
    }

    private static void Report(RnnForecastTransformer network, IDataView rows)
    {
        // example:
        network.SaveForecastReport("sales.html", rows, new RnnForecastReportOptions { Title = "Sales", TimeColumnName = "Day" });
        // end
    }

    // Weekends are busy.
    private static int Sales(string shop, int day) => (shop == "Oslo" ? 1 : 10) * (20 + (day % 7 >= 5 ? 12 : day % 7));

    private sealed class ShopDay
    {
        public string Shop { get; set; } = "";

        public DateTime Day { get; set; }

        public string Kind { get; set; } = "";

        public float Promotion { get; set; }

        public float Sales { get; set; }

        // A promotion brings half as much again.
        public static ShopDay Of(string shop, int day) => new()
        {
            Shop = shop,
            Day = new DateTime(2024, 1, 1).AddDays(day),
            Kind = shop == "Oslo" ? "small" : "large",
            Promotion = day % 5 == 2 ? 1 : 0,
            Sales = ForecastingDocumentTests.Sales(shop, day) * (day % 5 == 2 ? 1.5f : 1),
        };
    }
}
