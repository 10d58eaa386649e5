using System.Globalization;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Tests.Reports;

/// <summary>Series go on evenly in the unit of their times.</summary>
[TestClass]
public sealed class TimeScaleTests
{
    [TestMethod]
    [DataRow("1960-11-01 1960-12-01", 12, "1961-01", "1961-02")]
    [DataRow("2023-11-15 2023-12-15", 12, "2024-01-15", "2024-02-15")]
    [DataRow("2023-11-30 2023-12-31", 12, "2024-01-31", "2024-02-29")]
    [DataRow("2023-06-30 2023-09-30", 4, "2023-12-30", "2024-03-30")]
    [DataRow("2024-02-27 2024-02-28", 7, "2024-02-29", "2024-03-01")]
    [DataRow("2024-02-15 2024-02-22", 52, "2024-02-29", "2024-03-07")]
    [DataRow("2023-12-31T22:00 2023-12-31T23:00", 24, "2024-01-01 00:00", "2024-01-01 01:00")]
    [DataRow("2023-12-31T23:30 2023-12-31T23:45", 96, "2024-01-01 00:00", "2024-01-01 00:15")]
    [DataRow("9999-10-31 9999-11-30", 12, "9999-12-31", "after 9999")]
    [DataRow("9999-12-30 9999-12-31", 7, "after 9999", "after 9999")]
    [DataRow("2024-01-01T00:00:01 2024-01-01T00:00:02", 1, "2024-01-01 00:00:03", "2024-01-01 00:00:04")]
    public void ASeriesGoesOnInItsUnit(string times, int season, string next, string afterNext)
    {
        DateTime[] dates = [.. times.Split(' ').Select(time => DateTime.Parse(time, CultureInfo.InvariantCulture))];
        TimeScale scale = TimeScale.Of(dates);
        long last = scale.Place(dates[1]), step = last - scale.Place(dates[0]);
        Assert.AreEqual((next, afterNext), (scale.Text(last + step), scale.Text(last + 2 * step)));
        Assert.AreEqual(season, scale.UsualSeason(step));
    }

    [TestMethod]
    public void WholeNumbersAreTheirOwnPlaces()
    {
        Assert.AreEqual("1961", TimeScale.Numbers.Text(1961));
        Assert.AreEqual(1, TimeScale.Numbers.UsualSeason(1));
    }
}
