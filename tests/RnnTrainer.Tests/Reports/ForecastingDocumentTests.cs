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
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/forecasting.md", "tests/RnnTrainer.Tests/Reports/ForecastingDocumentTests.cs", 2);

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

    private static void Report(RnnForecastTransformer network, IDataView rows)
    {
        // example:
        network.SaveForecastReport("sales.html", rows, new RnnForecastReportOptions { Title = "Sales", TimeColumnName = "Day" });
        // end
    }

    // Weekends are busy.
    private static int Sales(string shop, int day) => (shop == "Oslo" ? 1 : 10) * (20 + (day % 7 >= 5 ? 12 : day % 7));
}
