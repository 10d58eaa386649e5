using RnnTrainer.ForecastReports;
using RnnTrainer.Tests.Samples;

namespace RnnTrainer.Tests.Reports;

/// <summary>A page of forecasts shows the numbers that it is given, and escapes all text.</summary>
[TestClass]
public sealed class ForecastPageTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void HeadlineAndTableHaveTheFiguresOfTheContent()
    {
        ReportFile page = Page(MadeForecasts.Content(MadeForecasts.Series("Sales")));
        Assert.AreEqual(("0.250", "seasonal naive 1.500"), page.Figure("MASE"));
        Assert.AreEqual(("83.0%", "share of values within the 80% band"), page.Figure("Coverage"));
        Assert.AreEqual(("6", "steps ahead"), page.Figure("Horizon"));
        Assert.AreEqual(("1", "60 values"), page.Figure("Series"));
        CollectionAssert.AreEqual(new[] { "Coverage", "83.0%", "–" }, page.Rows("comparison")[1]);
        string[][] steps = page.Rows("series-1");
        Assert.HasCount(MadeForecasts.Horizon, steps);
        Assert.AreEqual("2025-01", steps[0][0]);
        Assert.AreEqual($"{MadeForecasts.Value(60):0.0}", steps[0][5], "the middle level");
        Assert.AreEqual($"{MadeForecasts.Value(65) + 0.4f * 60:0.0}", steps[5][9]);
        CollectionAssert.AreEqual(new[] { "Cell", "LSTM" }, page.Rows("settings")[0]);
        Assert.Contains("ML.NET", page.Section("settings")!.Value);
    }

    [TestMethod]
    public void APlotIsDescribedAndShowsEachKindOfLine()
    {
        ReportFile page = Page(MadeForecasts.Content(MadeForecasts.Series("Sales"), MadeForecasts.Series("Returns", isCompared: false)));
        string[] labels = [.. page.All("svg").Select(plot => (string)plot.Attribute("aria-label")!)];
        Assert.HasCount(4, labels, "two series, and the curves of loss and accuracy");
        Assert.AreEqual("Loss by epoch: training from 0.5000 to 0.4000, validation from – to 0.4500", labels[2]);
        Assert.StartsWith("Sales: 60 values, and a forecast of 6 steps from 160.0 to ", labels[0]);
        Assert.Contains("seasonal naive", page.Section("series-1")!.Value);
        Assert.DoesNotContain("seasonal naive", page.Section("series-2")!.Value);
        foreach (string name in (string[])["values", "forecast", "80% band"])
            Assert.Contains(name, page.Section("series-2")!.Value);
    }

    [TestMethod]
    public void OnlyTheFirstOfManySeriesAreShown()
    {
        ReportFile page = Page(MadeForecasts.Content([.. "ABC".Select(name => MadeForecasts.Series($"{name}"))]));
        Assert.AreEqual(("3", "180 values"), page.Figure("Series"));
        Assert.Contains("3 series, 6 steps ahead, a season of 12 steps. The first 2 are shown.", page.Text);
        Assert.IsNotNull(page.Section("series-2"));
        Assert.IsNull(page.Section("series-3"));
    }

    [TestMethod]
    public void TextOfTheDataIsEscaped()
    {
        const string hostile = "<script>alert('&')</script>\u0001";
        ReportedSeries series = MadeForecasts.Series(hostile);
        Func<int, string> timeOf = series.TimeOf;
        series = series with { TimeOf = place => timeOf(place) + hostile };
        ReportFile page = Page(MadeForecasts.Content(series) with { Title = hostile, Settings = [(hostile, hostile)] });
        Assert.IsEmpty(page.All("script"));
        string shown = hostile.Replace('\u0001', '\uFFFD');
        Assert.AreEqual(shown, page.All("h1").Single().Value);
        Assert.AreEqual(shown, page.Section("series-1")!.Elements().First().Value);
        Assert.StartsWith("2025-01" + shown, page.Rows("series-1")[0][0]);
        Assert.StartsWith(shown, (string)page.All("svg").First().Attribute("aria-label")!);
    }

    [TestMethod]
    public void PageIsWholeInItself()
    {
        ReportFile page = Page(MadeForecasts.Content(MadeForecasts.Series("Sales")));
        Assert.StartsWith(ForecastPage.Start, page.Text);
        page.AssertWhole();
    }

    [TestMethod]
    [DataRow(622f, "455.26", "455.3")]
    [DataRow(1_234_567f, "1000000.6", "1,000,001")]
    [DataRow(0.0123f, "0.011111", "0.01111")]
    [DataRow(0f, "0", "0.000")]
    [DataRow(2e37f, "1.23456e37", "1.235E+37")]
    [DataRow(2e-9f, "1.23456e-9", "1.235E-9")]
    public void ValuesHaveAsManyDecimalsAsAreWorthReading(float largest, string value, string text)
    {
        ReportedSeries series = MadeForecasts.Series("") with { Values = [largest], Ahead = new([0.5f], [[0f]]) };
        Assert.AreEqual(text, ValueText.For(series).Of(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static ReportFile Page(ForecastContent content)
    {
        string path = Folder.PathOf("forecast.html");
        File.WriteAllText(path, ForecastPage.Of(content).Text);
        return new(path);
    }
}
