using RnnTrainer.Tests.Model;

namespace RnnTrainer.Tests.Forecasting;

/// <summary>Forecasts saved by earlier versions of this library still load, and still forecast alike.</summary>
[TestClass]
public sealed class GoldenForecastTests
{
    private const string Name = "forecast-v1";

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void AForecastOfVersion1StillLoadsAndForecastsAlike()
    {
        RnnForecastTransformer forecast = (RnnForecastTransformer)Ml.Model.Load(GoldenScores.PathOf(Name), out _);
        GoldenScores.AreThoseOf(Name, Forecasts(forecast), relativeTo: 1000);
        Assert.AreEqual((3, 2, 6), (forecast.Horizon, forecast.SeasonLength, forecast.WindowSize));
        Assert.AreEqual(("Sales", "Store"), (forecast.ValueColumnName, forecast.SeriesColumnName));
        CollectionAssert.AreEqual(new[] { "Promotion", "Phase" }, forecast.KnownInputColumnNames.ToArray());
        CollectionAssert.AreEqual(new[] { "Visitors" }, forecast.PastInputColumnNames.ToArray());
        CollectionAssert.AreEqual(new[] { "Region" }, forecast.StaticInputColumnNames.ToArray());
        CollectionAssert.AreEqual(new[] { 0.1f, 0.5f, 0.9f }, forecast.Quantiles.ToArray());
        Assert.HasCount(2, forecast.History);
        Assert.IsTrue(forecast.Network.ParameterNames.Contains("highway.weight"));
    }

    [TestMethod]
    [Ignore("Made forecast-v1; run by hand, with another name, when the format changes.")]
    public void Make()
    {
        IDataView rows = RandomForecast.View(RandomForecast.Rows(40, 30, 20));
        RnnForecastTransformer forecast = Ml.Forecasting.ForecastByRnn("Sales", horizon: 3, season: 2, "Store", new RnnForecastOptions
        {
            KnownInputColumnNames = ["Promotion", "Phase"],
            PastInputColumnNames = ["Visitors"],
            StaticInputColumnNames = ["Region"],
            Quantiles = [0.1f, 0.5f, 0.9f],
            WindowSize = 6,
            Training = RnnOptions.Forecast with { HiddenSize = 4, Epochs = 2, ValidationFraction = 0.2f, Seed = 1 },
        }).Fit(rows);
        Ml.Model.Save(forecast, rows.Schema, GoldenScores.PathOf(Name));
        GoldenScores.Write(Name, Forecasts(forecast));
    }

    private static float[][] Forecasts(RnnForecastTransformer forecast) =>
        [.. forecast.Transform(RandomForecast.View(RandomForecast.Rows(12, 9, 7))).Numbers().Where(row => !row.Contains(float.NaN))];
}
