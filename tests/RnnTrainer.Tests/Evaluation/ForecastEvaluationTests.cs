using RnnTrainer.Backtesting;

namespace RnnTrainer.Tests.Evaluation;

/// <summary>Metrics of forecasts, beside those of the seasonal naive forecast.</summary>
[TestClass]
public sealed class ForecastEvaluationTests
{
    private static readonly ForecastingCatalog Forecasting = EvaluatedRows.Ml.Forecasting;

    // By hand: errors 2, 1 of series a (scale 2), 10 of b (scale 5) and 4 of c (scale 0, value 0).
    private static readonly ForecastRows.Row[] Rows =
    [
        new() { Series = "a", Actual = 10, Forecast = 8, Quantiles = [7, 8, 9], SeasonalNaive = 6, SeasonalScale = 2 },
        new() { Series = "b", Actual = 40, Forecast = 50, Quantiles = [30, 50, 60], SeasonalNaive = 40, SeasonalScale = 5 },
        new() { Series = "a", Actual = 4, Forecast = 5, Quantiles = [4, 5, 6], SeasonalNaive = 5, SeasonalScale = 2 },
        new() { Series = "c", Actual = 0, Forecast = -4, Quantiles = [-4, -4, 0], SeasonalNaive = 0, SeasonalScale = 0 },
        new() { Series = "a", Actual = float.NaN, Forecast = 1, Quantiles = [1, 1, 1], SeasonalNaive = 1, SeasonalScale = 2 },
        new() { Series = "b", Actual = 1, Forecast = float.NaN, Quantiles = [1, 1, 1], SeasonalNaive = 1, SeasonalScale = 5 },
    ];

    [TestMethod]
    public void EachMetricIsThatOfItsDefinition()
    {
        RnnForecastMetrics metrics = Forecasting.Evaluate(ForecastRows.View(Rows, 0.1f, 0.5f, 0.9f));
        RnnForecastErrors forecast = metrics.Forecast, naive = metrics.SeasonalNaive;
        Assert.AreEqual((2 + 1 + 10 + 4) / 4.0, forecast.MeanAbsoluteError, 1e-9);
        Assert.AreEqual(Math.Sqrt((4 + 1 + 100 + 16) / 4.0), forecast.RootMeanSquaredError, 1e-9);
        Assert.AreEqual((((20 + 25) / 2.0) + 25) / 2, forecast.MeanAbsolutePercentageError, 1e-9);
        Assert.AreEqual((((200 * 2 / 18.0) + (200 / 9.0)) / 2 + 2000 / 90.0 + 200) / 3,
            forecast.SymmetricMeanAbsolutePercentageError, 1e-9);
        Assert.AreEqual(((1 + 0.5) / 2 + 2) / 2, forecast.MeanAbsoluteScaledError, 1e-9);
        Assert.AreEqual(17 / 54.0, forecast.NormalizedDeviation, 1e-9);
        // Pinball losses at 0.1, 0.5 and 0.9 of each row: 0.3 1 0.9; 1 5 2; 0 0.5 0.2; 0.4 2 0.
        Assert.AreEqual(2 * (1.7 + 8.5 + 3.1) / 3 / 54, forecast.WeightedQuantileLoss, 1e-6);
        Assert.AreEqual(0.75, forecast.Coverage, 1e-9);
        Assert.AreEqual((4L, 1L, 3), (forecast.Count, metrics.UnscoredCount, metrics.SeriesCount));

        Assert.AreEqual((4 + 1) / 4.0, naive.MeanAbsoluteError, 1e-9);
        Assert.AreEqual(((2 + 0.5) / 2 + 0) / 2, naive.MeanAbsoluteScaledError, 1e-9);
        Assert.AreEqual(5 / 54.0, naive.NormalizedDeviation, 1e-9);
        Assert.AreEqual(5 / 54.0, naive.WeightedQuantileLoss, 1e-6, "of one number for all levels it is the ND");
        Assert.IsTrue(double.IsNaN(naive.Coverage));
        Assert.AreEqual(0.8, metrics.Quantiles!.NominalCoverage, 1e-6);
        Assert.AreEqual((1.7 + 8.5 + 3.1) / 12, metrics.Quantiles.PinballLoss, 1e-6);
    }

    [TestMethod]
    public void TheViewHasTheMetricsOfEachSeries()
    {
        IDataView series = Forecasting.Evaluate(ForecastRows.View(Rows, 0.1f, 0.5f, 0.9f)).Series;
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, series.GetColumn<string>("Series").ToArray());
        foreach ((string name, int i) in new[] { "a", "b", "c" }.Select((name, i) => (name, i)))
        {
            RnnForecastMetrics alone = Forecasting.Evaluate(ForecastRows.View(Rows.Where(row => row.Series == name), 0.1f, 0.5f, 0.9f));
            foreach (System.Reflection.PropertyInfo metric in typeof(RnnForecastErrors).GetProperties().Where(p => p.Name != "Count"))
            {
                Assert.AreEqual(metric.GetValue(alone.Forecast), series.GetColumn<double>(metric.Name).ElementAt(i), metric.Name);
                if (metric.Name != nameof(RnnForecastErrors.Coverage))
                {
                    Assert.AreEqual(metric.GetValue(alone.SeasonalNaive),
                        series.GetColumn<double>("SeasonalNaive" + metric.Name).ElementAt(i), metric.Name);
                }
            }
        }
        CollectionAssert.AreEqual(new long[] { 2, 1, 1 }, series.GetColumn<long>("Count").ToArray());
        Assert.AreEqual(1, EvaluatedRows.Ml.Data.FilterRowsByColumn(series, "MeanAbsoluteScaledError", lowerBound: 1)
            .GetColumn<string>("Series").Count(), "ML.NET goes on with the view");
    }

    [TestMethod]
    public void EachTargetOfASeriesCountsAsOne()
    {
        TwoTargets[] rows = [new() { Actual = [1, 10], Forecast = [2, 13] }, new() { Actual = [3, 20], Forecast = [3, 20] }];
        RnnForecastMetrics metrics = Forecasting.Evaluate(EvaluatedRows.Ml.Data.LoadFromEnumerable(rows));
        Assert.AreEqual((2, 4L), (metrics.SeriesCount, metrics.Forecast.Count));
        Assert.EndsWith("2 series (each target counts as one), 4 values", metrics.ToString());
        Assert.IsNull(metrics.Quantiles);
        Assert.AreEqual(4 / 34.0, metrics.Forecast.NormalizedDeviation, 1e-9);
        CollectionAssert.AreEqual(new[] { "Actual[0]", "Actual[1]" }, metrics.Series.GetColumn<string>("Target").ToArray());
        CollectionAssert.AreEqual(new[] { 0.5, 1.5 }, metrics.Series.GetColumn<double>("MeanAbsoluteError").ToArray());
    }

    [TestMethod]
    public void SeriesOfKeysAreNamedByWhatTheyStandFor()
    {
        IDataView rows = ForecastRows.View(Rows);
        IDataView keys = EvaluatedRows.Ml.Transforms.Conversion.MapValueToKey("Series").Fit(rows).Transform(rows);
        CollectionAssert.AreEqual(new[] { "a", "b", "c" },
            Forecasting.Evaluate(keys).Series.GetColumn<string>("Series").ToArray());
    }

    [TestMethod]
    public void TheTableSaysEachMetricOfBoth() => Assert.AreEqual("""
                                Forecast  Seasonal naive
        ------------------------------------------------
        MAE                         4.25            1.25
        RMSE                         5.5          2.0616
        MAPE, %                    23.75           16.25
        sMAPE, %                  81.481          12.037
        MASE                       1.375           0.625
        ND                       0.31481        0.092593
        Weighted quantile loss    0.1642        0.092593
        Coverage                    0.75

        3 series, 4 values, coverage nominally 0.8000
        """, Forecasting.Evaluate(ForecastRows.View(Rows, 0.1f, 0.5f, 0.9f)).ToString());

    [TestMethod]
    public void WhatCannotBeComparedIsNamed()
    {
        IDataView rows = ForecastRows.View(Rows, 0.1f, 0.5f, 0.9f);
        foreach (string column in new[] { "Actual", "Forecast" })
        {
            RnnColumnException missing = Assert.ThrowsExactly<RnnColumnException>(
                () => Forecasting.Evaluate(EvaluatedRows.Ml.Transforms.DropColumns(column).Fit(rows).Transform(rows)));
            Assert.AreEqual((column, null), (missing.ColumnName, missing.ColumnType));
        }
        foreach (string column in new[] { "Actual", "Forecast", "Quantiles", "SeasonalNaive", "SeasonalScale" })
        {
            RnnColumnException wrong = Assert.ThrowsExactly<RnnColumnException>(
                () => Forecasting.Evaluate(EvaluatedRows.Ml.Transforms.CopyColumns(column, "Series").Fit(rows).Transform(rows)));
            Assert.AreEqual((column, "String"), (wrong.ColumnName, wrong.ColumnType));
            Assert.IsLessThan(230, wrong.Message.Length);
        }
        Assert.AreEqual("Quantiles", Assert.ThrowsExactly<RnnColumnException>(
            () => Forecasting.Evaluate(ForecastRows.View(Rows, 0.1f, 0.9f, 0.5f))).ColumnName);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(
            () => Forecasting.Evaluate(ForecastRows.View(Rows[4..5]))).Message, "Column 'Actual' has no value in any row");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(
            () => Forecasting.Evaluate(ForecastRows.View(Rows[5..]))).Message, "All forecasts of actual values in column 'Forecast'");
    }

    [TestMethod]
    public void TheSeasonalNaiveIsTheLastValueOfTheSamePlace()
    {
        float[] values = [1, 2, 3, 4, float.NaN, 6, 7];
        CollectionAssert.AreEqual(new float[] { 2, 6, 7, 2, 6 },
            Enumerable.Range(0, 5).Select(step => SeasonalNaive.Forecast(values, 1, 0, season: 3, step)).ToArray());
        Assert.AreEqual((3 + 3 + 3) / 3.0, SeasonalNaive.Scale(values, 1, 0, season: 3), 1e-12, "4-1, 6-3, 7-4");
        Assert.AreEqual(7, SeasonalNaive.Forecast(values, 1, 0, season: 1, step: 4));
        Assert.IsTrue(float.IsNaN(SeasonalNaive.Forecast(values, 1, 0, season: 8, step: 0)), "shorter than a season");
        Assert.IsTrue(double.IsNaN(SeasonalNaive.Scale(values, 1, 0, season: 8)));
        Assert.AreEqual(20, SeasonalNaive.Forecast([1, 10, 2, 20], 2, target: 1, season: 1, step: 0));
    }

    // Of the competition's hourly series: 414 of 700 to 960 values, 48 of each to forecast, season 24. The figures are those that the
    // competition and GluonTS publish for their seasonal naive forecasts.
    [TestMethod]
    public void TheSeasonalNaiveOfTheM4CompetitionGetsItsPublishedFigures()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("RNNTRAINER_DATA") ?? "", "m4-hourly");
        if (!Directory.Exists(folder))
            Assert.Inconclusive("Set RNNTRAINER_DATA to a folder with the folder m4-hourly of the M4 competition's hourly series.");
        float[][] train = Series("Hourly-train.csv"), test = Series("Hourly-test.csv");
        RnnForecastErrors naive = Forecasting.Evaluate(ForecastRows.View(train.Zip(test).SelectMany((series, i) => series.Second
            .Select((value, step) => new ForecastRows.Row
            {
                Series = $"H{i + 1}",
                Actual = value,
                Forecast = SeasonalNaive.Forecast(series.First, 1, 0, season: 24, step),
                SeasonalScale = (float)SeasonalNaive.Scale(series.First, 1, 0, season: 24),
            })))).Forecast;
        Assert.AreEqual(414 * 48, naive.Count);
        Assert.AreEqual("13.912", Text(naive.SymmetricMeanAbsolutePercentageError, "0.000"));
        Assert.AreEqual("1.193", Text(naive.MeanAbsoluteScaledError, "0.000"));
        Assert.AreEqual("0.0483", Text(naive.NormalizedDeviation, "0.0000"));

        static string Text(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

        float[][] Series(string file) =>
        [
            .. File.ReadLines(Path.Combine(folder, file)).Skip(1)
                .Select(line => line.Split(',').Skip(1).Where(text => text.Length > 0)
                    .Select(text => float.Parse(text.Trim('"'), System.Globalization.CultureInfo.InvariantCulture)).ToArray()),
        ];
    }

    private sealed class TwoTargets
    {
        [VectorType(2)]
        public float[] Actual { get; set; } = [];

        [VectorType(2)]
        public float[] Forecast { get; set; } = [];
    }
}
