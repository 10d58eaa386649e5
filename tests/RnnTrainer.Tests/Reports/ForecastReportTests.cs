using System.Globalization;
using RnnTrainer.Tests.Forecasting;
using RnnTrainer.Tests.Samples;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Reports;

/// <summary>A report shows what the network forecasts of a view; networks here have random weights.</summary>
[TestClass]
public sealed class ForecastReportTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void EachSeriesHasTheForecastOfTheForecastView()
    {
        ForecastRow[] rows = Rows(20, 15);
        RnnForecastTransformer network = new(Ml, OfStores);
        IDataView view = Ml.Data.LoadFromEnumerable(rows);
        ReportFile page = Save(network, view);
        float[][] quantiles = [.. network.Forecast(view).GetColumn<float[]>("Quantiles")];
        for (int series = 0; series < 2; series++)
        {
            string[][] steps = page.Rows($"series-{series + 1}");
            Assert.HasCount(Horizon, steps);
            for (int step = 0; step < Horizon; step++)
            {
                Assert.AreEqual($"{(series == 0 ? 20 : 15) + step + 1}", steps[step][0], "rows are counted");
                double[] shown = [.. steps[step][1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
                foreach ((double number, float quantile) in shown.Zip(quantiles[series * Horizon + step]))
                    Assert.AreEqual(quantile, number, 0.001 * Math.Pow(10, series), "four digits of values from 1, and from 10");
            }
        }
    }

    [TestMethod]
    public void TheMeasuresAreThoseOfABacktestOfTheLastValues()
    {
        RnnForecastTransformer network = new(Ml, OfStores);
        IDataView view = Ml.Data.LoadFromEnumerable(Rows(20, 15));
        ReportFile page = Save(network, view);
        RnnForecastMetrics metrics = Ml.Forecasting.Evaluate(network.Backtest(view));
        double own = metrics.Forecast.MeanAbsoluteScaledError, naive = metrics.SeasonalNaive.MeanAbsoluteScaledError;
        Assert.AreEqual(($"{own:0.000}", $"seasonal naive {naive:0.000}"), page.Figure("MASE"));
        Dictionary<string, string[]> measures = page.Rows("comparison").ToDictionary(row => row[0], row => row[1..]);
        Assert.AreEqual($"{metrics.Forecast.WeightedQuantileLoss:0.0000}", measures["Quantile loss"][0]);
        Assert.AreEqual($"{metrics.SeasonalNaive.SymmetricMeanAbsolutePercentageError:0.00}", measures["sMAPE"][1]);
        Assert.Contains("seasonal naive", page.Section("series-2")!.Value);
        Assert.Contains("Lstm", page.Section("settings")!.Value);
    }

    [TestMethod]
    public void WithoutComparisonThereIsNoMeasure()
    {
        ReportFile page = Save(new(Ml, Plain), Ml.Data.LoadFromEnumerable(Rows(20)), new() { Compare = false, Title = "Sales <2024>" });
        Assert.AreEqual("Sales <2024>", page.All("h1").Single().Value);
        Assert.AreEqual("Sales", page.Section("series-1")!.Elements().First().Value, "one series has the name of its column");
        Assert.DoesNotContain("MASE", page.Text);
        Assert.DoesNotContain("seasonal naive", page.Section("series-1")!.Value);
    }

    /// <summary>A series with less than a horizon and a season is forecast, but has nothing to be compared with.</summary>
    [TestMethod]
    public void AShortSeriesIsForecastAlone()
    {
        ReportFile page = Save(new(Ml, OfStores), Ml.Data.LoadFromEnumerable(Rows(20, 2)));
        Assert.Contains("seasonal naive", page.Section("series-1")!.Value);
        Assert.DoesNotContain("seasonal naive", page.Section("series-2")!.Value);
        Assert.HasCount(Horizon, page.Rows("series-2"));
    }

    /// <summary>Rows without a value at the end are what is forecast, with the inputs that they carry.</summary>
    [TestMethod]
    public void RowsOfTheFutureAreNotTakenForValues()
    {
        ForecastRow[] rows = Rows(20, 15);
        foreach (string store in (string[])["s0", "s1"])
        {
            foreach (ForecastRow row in rows.Where(row => row.Store == store).TakeLast(Horizon))
                row.Sales = float.NaN;
        }
        RnnForecastTransformer network = new(Ml, WithInputs);
        IDataView view = Ml.Data.LoadFromEnumerable(rows);
        ReportFile page = Save(network, view);
        Assert.AreEqual(("2", "29 values"), page.Figure("Series"));
        Assert.AreEqual("18", page.Rows("series-1")[0][0]);
        Assert.Contains("seasonal naive", page.Section("series-1")!.Value);
        float first = network.Forecast(view).GetColumn<float>("Forecast").First();
        Assert.AreEqual(first, double.Parse(page.Rows("series-1")[0][2], CultureInfo.InvariantCulture), 0.001);
        Assert.Contains("Promotion, Phase", page.Section("settings")!.Value);
    }

    [TestMethod]
    public void EachOfSeveralTargetsIsShown()
    {
        ReportFile page = Save(new(Ml, OfBoth), Ml.Data.LoadFromEnumerable(Rows(12, 12)));
        string[] names = [.. page.All("h2").Select(heading => heading.Value)];
        Assert.HasCount(4, names.Where(name => name.StartsWith('s')));
        CollectionAssert.AllItemsAreUnique(names);
        string[] levels = [.. new[] { 1, 2 }.Select(series => page.Rows($"series-{series}")[0][2])];
        Assert.IsLessThan(10, double.Parse(levels[0], CultureInfo.InvariantCulture), "values from 0 to 1");
        Assert.IsGreaterThan(50, double.Parse(levels[1], CultureInfo.InvariantCulture), "values from 100 to 101");
    }

    [TestMethod]
    [DataRow("Date", "2024-01 2024-02 2024-03 2024-04 2024-05", "2024-06")]
    [DataRow("Text", "1 Jan,1 Feb,1 Mar,1 Apr,1 May", "+1")]
    [DataRow("Week", "3 5 7 9 11", "13")]
    public void TimesGoOnAsTheyDid(string column, string times, string next)
    {
        Timed[] rows = [.. Enumerable.Range(0, 5).Select(month => new Timed
        {
            Sales = month + 1,
            Date = new DateTime(2024, 1 + month, 1),
            Week = 3 + 2 * month,
            Text = "1 Jan,1 Feb,1 Mar,1 Apr,1 May".Split(',')[month],
        })];
        ReportFile page = Save(new(Ml, Plain), Ml.Data.LoadFromEnumerable(rows), new() { TimeColumnName = column });
        Assert.AreEqual(next, page.Rows("series-1")[0][0]);
        Assert.Contains(times.Split(',', ' ')[0], page.All("svg").Single().Value);
    }

    [TestMethod]
    public void WhatCannotBeReportedOnIsRefusedAndLeavesNoFile()
    {
        RnnForecastTransformer network = new(Ml, Plain);
        IDataView view = Ml.Data.LoadFromEnumerable(Rows(9));
        string path = Folder.PathOf("none.html");
        Assert.ThrowsExactly<RnnColumnException>(() => network.SaveForecastReport(path, view, new() { TimeColumnName = "Phase" }));
        Assert.ThrowsExactly<RnnColumnException>(() => network.SaveForecastReport(path, view, new() { TimeColumnName = "Hour" }));
        IDataView without = Ml.Transforms.DropColumns("Sales").Fit(view).Transform(view);
        Assert.ThrowsExactly<RnnColumnException>(() => network.SaveForecastReport(path, without));
        Assert.ThrowsExactly<ArgumentException>(() => network.SaveForecastReport(" ", view));
        Assert.ThrowsExactly<ArgumentNullException>(() => network.SaveForecastReport(path, null!));
        Assert.ThrowsExactly<IOException>(() => network.SaveForecastReport(Folder.PathOf("none", "such.html"), view));
        ArgumentOutOfRangeException none =
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnForecastReportOptions { MaxSeries = 0 });
        Assert.AreEqual("MaxSeries", none.ParamName);
        Assert.IsFalse(File.Exists(path));
    }

    private static ReportFile Save(RnnForecastTransformer network, IDataView view, RnnForecastReportOptions? options = null)
    {
        string path = Folder.PathOf("report.html");
        network.SaveForecastReport(path, view, options);
        ReportFile page = new(path);
        page.AssertWhole();
        return page;
    }

    private sealed class Timed
    {
        public float Sales { get; set; }

        public DateTime Date { get; set; }

        public int Week { get; set; }

        public string Text { get; set; } = "";
    }
}
