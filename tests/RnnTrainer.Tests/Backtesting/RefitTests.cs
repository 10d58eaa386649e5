using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Forecasting;

namespace RnnTrainer.Tests.Backtesting;

/// <summary>Backtests that train on what was known in the past.</summary>
[TestClass]
public sealed class RefitTests
{
    private const int Shops = 3, Origins = 2, Stride = 5;

    private static readonly MLContext Ml = new(1);

    private static readonly RnnForecastOptions Options = new()
    {
        ValueColumnName = "Sales",
        SeriesColumnName = "Shop",
        KnownInputColumnNames = ["Promotion"],
        Horizon = PanelRow.Horizon,
        SeasonLength = PanelRow.Season,
        Training = RnnOptions.Forecast with { HiddenSize = 4, BatchSize = 8, Epochs = 1, Seed = 3 },
    };

    private static readonly PanelRow[] Rows = PanelRow.Rows(Shops, 80);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void NeitherTrainingNorForecastSeesTheFuture(bool refit)
    {
        IDataView seen = Backtest(Rows, refit);
        int known = (int)seen.GetColumn<long>("Origin").Min();
        Assert.AreEqual(80 - PanelRow.Horizon - (Origins - 1) * Stride, known);
        PanelRow[] poisoned = [.. Rows.Select((row, i) => i / Shops < known ? row
            : new PanelRow { Shop = row.Shop, Promotion = row.Promotion, Sales = 1e6f })];
        int first = Shops * PanelRow.Horizon;
        float[] expected = First(seen), found = First(Backtest(poisoned, refit));
        Assert.HasCount(first, expected);
        CollectionAssert.AreEqual(expected, found);

        float[] First(IDataView view) => [.. view.GetColumn<float>("Forecast").Zip(view.GetColumn<long>("Origin"))
            .Where(row => row.Second == known).Select(row => row.First)];
    }

    [TestMethod]
    public void RefitTrainsAtEachOriginOnTheRowsBefore()
    {
        IDataView view = Backtest(Rows, refit: true);
        foreach (int drop in new[] { PanelRow.Horizon + Stride, PanelRow.Horizon })
        {
            RnnForecastTransformer trained = new RnnForecastEstimator(Ml, Options)
                .Fit(Ml.Data.LoadFromEnumerable(Rows[..^(drop * Shops)]));
            IDataView alone = trained.Backtest(Ml.Data.LoadFromEnumerable(Rows[..^((drop - PanelRow.Horizon) * Shops)]));
            string[] columns = ["Series", "Origin", "Step", "Actual", "Forecast", "Quantiles", "SeasonalNaive", "SeasonalScale"];
            string origin = $" | {80 - drop} | ";
            CollectionAssert.AreEqual(ViewText.Rows(alone, columns),
                ViewText.Rows(view, columns).Where(row => row.Contains(origin, StringComparison.Ordinal)).ToArray());
        }
        EstimatorContract.CheckView(view);
    }

    [TestMethod]
    public void WithoutRefitOneNetworkForecastsAtAllOrigins()
    {
        RnnForecastTransformer trained = new RnnForecastEstimator(Ml, Options)
            .Fit(Ml.Data.LoadFromEnumerable(Rows[..^((PanelRow.Horizon + Stride) * Shops)]));
        CollectionAssert.AreEqual(
            trained.Backtest(Ml.Data.LoadFromEnumerable(Rows), Origins, Stride).GetColumn<float>("Forecast").ToArray(),
            Backtest(Rows, refit: false).GetColumn<float>("Forecast").ToArray());
    }

    [TestMethod]
    public void WhatSeveralFitsCannotShareIsRefused()
    {
        using TemporaryFolder folder = new();
        RnnForecastEstimator estimator = new(Ml, Options with
        {
            Training = Options.Training with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath } },
        });
        IDataView data = Ml.Data.LoadFromEnumerable(Rows);
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => estimator.Backtest(data, Origins, refit: true));
        StringAssert.Contains(error.Message, "Checkpoints is set, but Backtest trains 2 networks");
        Assert.AreEqual("stride", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Backtest(data, stride: 0)).ParamName);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void OriginsThatLeaveNothingToTrainOnAreRefused(bool refit)
    {
        RnnForecastEstimator estimator = new(Ml, Options);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => estimator.Backtest(Ml.Data.LoadFromEnumerable(PanelRow.Rows(1, 20)), origins: 2, refit: refit));
        StringAssert.Contains(error.Message, "The longest series has 20 rows with a value; to train before the first origin of a backtest "
            + "takes 22. Give longer series, fewer origins or a smaller stride.");
        IDataView enough = Ml.Data.LoadFromEnumerable(PanelRow.Rows(1, 22));
        Assert.AreEqual(15, estimator.Backtest(enough, origins: 2, refit: refit).GetColumn<long>("Origin").Last());
    }

    private static IDataView Backtest(PanelRow[] rows, bool refit) =>
        new RnnForecastEstimator(Ml, Options).Backtest(Ml.Data.LoadFromEnumerable(rows), Origins, Stride, refit);
}
