using RnnTrainer.Forecasting;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastDefaultsTests
{
    [TestMethod]
    [DataRow(48, 24, 960, 14 * 24, DisplayName = "hours of weeks: no more than 14 seasons")]
    [DataRow(24, 12, 120, 4 * 12, DisplayName = "ten years of months: half of what comes before the horizon")]
    [DataRow(24, 12, 30, 12, DisplayName = "a season at least, though it is more than there is")]
    [DataRow(10, 1, 1000, 64, DisplayName = "without a season no more than 64 rows")]
    [DataRow(100, 1, 1000, 200, DisplayName = "or two horizons")]
    [DataRow(10, 1, 13, 1, DisplayName = "and one row at least")]
    public void AWindowIsHalfOfASeriesInWholeSeasons(int horizon, int season, int rows, int window) =>
        Assert.AreEqual(window, ForecastDefaults.Window(horizon, season, [rows, rows + 100, 0]));

    [TestMethod]
    [DataRow(24, 336, 24)]
    [DataRow(7, 63, 7)]
    [DataRow(168, 168 * 14, 56, DisplayName = "of a long season the largest part that comes out even")]
    [DataRow(365, 730, 64, DisplayName = "where there is none, as much as fits")]
    [DataRow(1, 64, 4, DisplayName = "without a season a sixteenth of the window")]
    [DataRow(1, 10, 1)]
    public void ABlockIsASeason(int season, int window, int block) => Assert.AreEqual(block, ForecastDefaults.Block(season, window));
}
