using Microsoft.ML.Runtime;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastTrainingTests
{
    private const int Shops = 12;

    private static readonly PanelRow[] Rows = PanelRow.WithFuture(PanelRow.Rows(Shops, 140), Shops);

    private static readonly RnnOptions Short = RnnOptions.Forecast with
    {
        HiddenSize = 8,
        BatchSize = 16,
        Epochs = 2,
        Seed = 3,
    };

    /// <summary>With the promotions of the days ahead the forecast is nearly right; without them nobody can tell.</summary>
    [TestMethod]
    public void TheForecastFollowsWhatIsKnownAheadAndCannotWithout()
    {
        RnnOptions training = RnnOptions.Forecast with { HiddenSize = 16, Epochs = null, Steps = 800, Seed = 1 };
        double with = Error(Fit(training)), without = Error(Fit(training, known: []));
        Assert.IsLessThan(0.05, with, "mean relative error");
        Assert.IsGreaterThan(0.12, without, "mean relative error without promotions");
    }

    [TestMethod]
    public void SeveralTargetsOfASeriesWithoutSeasonFollowWhatIsKnownUpToNow()
    {
        MLContext ml = new(1);
        LeadRow[] rows = LeadRow.Rows(400);
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Values", 1, options: new RnnForecastOptions
        {
            PastInputColumnNames = ["Signal"],
            Quantiles = [0.1f, 0.5f, 0.9f],
            Training = RnnOptions.Forecast with { HiddenSize = 16, Epochs = null, Steps = 500 },
        }).Fit(data);
        float[][] forecasts = [.. network.Transform(data).GetColumn<float[]>("Forecast")];
        double error = rows.Select((row, i) => Math.Abs(forecasts[i][0] - row.Signal) + Math.Abs(forecasts[i][1] + 2 * row.Signal))
            .Skip(100).Average();
        Assert.IsLessThan(0.3, error, "of 1.5 where the mean is forecast");
    }

    [TestMethod]
    public void TheNetworkBeginsWithTheSeasonalNaiveForecast()
    {
        // One step, of no size to speak of.
        RnnForecastTransformer network = Fit(Short with { LearningRate = 1e-30f, Steps = 1, Epochs = null });
        float[] highway = network.Network.GetParameter("highway.weight").ToArray();
        int inputs = highway.Length / PanelRow.Horizon, ones = highway.Count(weight => weight == 1);
        Assert.AreEqual(PanelRow.Horizon, ones);
        Assert.AreEqual(PanelRow.Horizon, highway.Count(weight => Math.Abs(weight) > 1e-20));
        for (int step = 0; step < PanelRow.Horizon; step++)
        {
            // [value, promotion] of the days up to the horizon, blocks of which are whole weeks.
            int day = inputs / 2 - PanelRow.Horizon - PanelRow.Season + step;
            Assert.AreEqual(1, highway[step * inputs + 2 * day], $"step {step}");
        }
    }

    [TestMethod]
    public void BeforeItHasLearntAnythingItsBandIsThatOfTheSeasonalNaiveForecast()
    {
        // One short series of noise about a season: 30 rows to begin with, and 700 to measure on.
        Random random = new(4);
        PanelRow[] rows = [.. Enumerable.Range(0, 730).Select(day => new PanelRow
        {
            Shop = "a",
            Sales = 100 + 20 * (day % PanelRow.Season) + 30 * random.NextSingle(),
        })];
        MLContext ml = new(1);
        RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Sales", PanelRow.Horizon, PanelRow.Season,
            options: new RnnForecastOptions { Training = Short with { LearningRate = 1e-30f, Steps = 1, Epochs = null } })
            .Fit(ml.Data.LoadFromEnumerable(rows.Take(30)));
        IDataView backtest = network.Backtest(ml.Data.LoadFromEnumerable(rows), origins: 100, stride: PanelRow.Horizon);
        Assert.IsInRange(0.65, 0.92, ml.Forecasting.Evaluate(backtest).Forecast.Coverage, "in a band of 80 %");
    }

    [TestMethod]
    public void AnyNumberOfThreadsGivesTheSameBits() =>
        CollectionAssert.AreEqual(Parameters(Fit(Short with { Threads = 1 })), Parameters(Fit(Short with { Threads = 3 })));

    [TestMethod]
    public void TheOrderOfSeriesAmongEachOtherMakesNoDifference()
    {
        PanelRow[] byShop = [.. Rows.OrderBy(row => Array.FindIndex(Rows, other => other.Shop == row.Shop))];
        CollectionAssert.AreEqual(Parameters(Fit(Short)), Parameters(Fit(Short, rows: byShop)));
    }

    [TestMethod]
    public void AResumedRunEndsWithTheSameBits()
    {
        RnnOptions options = Short with { ValidationFraction = 0.1f };
        RnnForecastTransformer whole = Fit(options);
        Assert.AreEqual(44, whole.History[0].Step, "the end of the first of two epochs");
        float[] expected = Parameters(whole);
        foreach (int step in new[] { 1, 20, 44, 60 })
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            Fit(kept with { ProgressSteps = 1, Progress = report => Stop(report, step) });
            CollectionAssert.AreEqual(expected, Parameters(Fit(kept)), $"stopped at step {step}");
            PanelRow[] other = [.. Rows];
            other[5] = new PanelRow { Shop = other[5].Shop, Promotion = other[5].Promotion, Sales = other[5].Sales + 1 };
            Assert.ThrowsExactly<RnnCheckpointMismatchException>(() => Fit(kept, rows: other));
        }

        static void Stop(RnnProgress report, int step)
        {
            if (report.Step == step)
                report.RequestStop();
        }
    }

    [TestMethod]
    public void EarlyStoppingReturnsTheBestEpochOnTheLastPartOfEachSeries()
    {
        Dictionary<int, float[]> weights = [];
        RnnForecastTransformer network = Fit(Short with
        {
            Epochs = 40,
            LearningRate = 0.05f,
            ValidationFraction = 0.1f,
            EarlyStopping = new RnnEarlyStopping { Patience = 2, RestoreBestWeights = true },
            Progress = report => weights[report.Epoch] = Parameters(report.ForecastSnapshot),
        });
        Assert.IsLessThan(40, network.History.Count);
        Assert.AreEqual(network.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch, network.BestEpoch);
        CollectionAssert.AreEqual(weights[network.BestEpoch!.Value], Parameters(network));
    }

    [TestMethod]
    public void AWarmStartGoesOnAndKeepsWindowAndScales()
    {
        RnnForecastTransformer first = Fit(Short with { Epochs = 20 }), second = Fit(Short, initial: first);
        Assert.IsLessThan(Fit(Short).History[^1].Loss, second.History[^1].Loss);
        Assert.AreEqual(first.WindowSize, second.WindowSize);
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => Fit(Short with { HiddenSize = 9 }, initial: first));
        StringAssert.Contains(error.Message, "layer");
        error = Assert.ThrowsExactly<ArgumentException>(() => Fit(Short, known: [], initial: first));
        StringAssert.Contains(error.Message, "columns");
    }

    [TestMethod]
    public void CancellationEndsTheFit()
    {
        using CancellationTokenSource source = new();
        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(Short with
        {
            CancellationToken = source.Token,
            ProgressSteps = 1,
            Progress = _ => source.Cancel(),
        }));
    }

    [TestMethod]
    public void GapsAreErrorsUnlessARuleFillsThem()
    {
        PanelRow[] gaps = [.. Rows.Select((row, i) => i % 17 == 5 && !float.IsNaN(row.Sales)
            ? new PanelRow { Shop = row.Shop, Promotion = row.Promotion, Sales = float.NaN } : row)];
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => Fit(Short, rows: gaps));
        Assert.AreEqual("Sales", error.ColumnName);
        foreach (RnnMissingValues rule in new[] { RnnMissingValues.Mean, RnnMissingValues.LastValue })
        {
            RnnForecastTransformer network = Fit(Short with { MissingValues = rule, ValidationFraction = 0.1f }, rows: gaps);
            Assert.IsTrue(double.IsFinite(network.History[^1].Loss) && double.IsFinite(network.History[^1].ValidationLoss!.Value));
        }
    }

    [TestMethod]
    public void SeriesThatAreTooShortAreNamed()
    {
        PanelRow[] few = [.. PanelRow.Rows(2, PanelRow.Horizon)];
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Short, rows: few));
        StringAssert.Contains(error.Message, "The longest series has 7 rows");
        error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Short, rows: []));
        StringAssert.Contains(error.Message, "empty");
        error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(Short, rows: [new() { Shop = "a", Sales = float.NaN }]));
        StringAssert.Contains(error.Message, "No row has a value in column 'Sales'");
        Assert.ThrowsExactly<RnnOptionException>(
            () => Fit(Short with { ValidationFraction = 0.5f }, rows: [.. PanelRow.Rows(2, PanelRow.Horizon + 2)]));
        Fit(Short, rows: [.. PanelRow.Rows(2, PanelRow.Horizon + 1)]);
    }

    [TestMethod]
    [DataRow(2 * PanelRow.Season - 1, 1)]
    [DataRow(2 * PanelRow.Season, 0)]
    public void ASeasonThatNoSeriesHoldsIsWarnedOf(int days, int expected)
    {
        MLContext ml = new();
        List<string> warnings = [];
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == ChannelMessageKind.Warning && entry.Message.Contains("it cannot be learned", StringComparison.Ordinal))
                warnings.Add(entry.Message);
        };
        ml.Forecasting.ForecastByRnn("Sales", PanelRow.Horizon, PanelRow.Season, options: new RnnForecastOptions { Training = Short })
            .Fit(ml.Data.LoadFromEnumerable(PanelRow.Rows(1, days)));
        Assert.HasCount(expected, warnings);
    }

    [TestMethod]
    public void OptionsThatMeanNothingHereAreRefused()
    {
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => Fit(Short with { LabelSmoothing = 0.1f }));
        Assert.AreEqual(nameof(RnnOptions.LabelSmoothing), error.Option);
        Assert.ThrowsExactly<RnnOptionException>(() => Fit(Short with { EarlyStopping = new RnnEarlyStopping() }));
        MLContext ml = new();
        Assert.ThrowsExactly<RnnOptionException>(
            () => ml.Forecasting.ForecastByRnn("Sales", 7, 7, options: new RnnForecastOptions { WindowSize = 6 }));
        Assert.ThrowsExactly<RnnOptionException>(() => ml.Forecasting.ForecastByRnn("Sales", 7, 7, "Sales"));
        foreach (string hidden in new[] { "Step", "Forecast", "Quantiles" })
        {
            error = Assert.ThrowsExactly<RnnOptionException>(() => ml.Forecasting.ForecastByRnn("Sales", 7, 7, hidden));
            Assert.AreEqual(nameof(RnnForecastOptions.SeriesColumnName), error.Option);
        }
    }

    private static RnnForecastTransformer Fit(
        RnnOptions training, string[]? known = null, PanelRow[]? rows = null, RnnForecastTransformer? initial = null)
    {
        MLContext ml = new();
        RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Sales", PanelRow.Horizon, PanelRow.Season, "Shop",
            new RnnForecastOptions { KnownInputColumnNames = known ?? ["Promotion"], Training = training });
        IDataView view = ml.Data.LoadFromEnumerable(rows ?? Rows);
        return initial is null ? estimator.Fit(view) : estimator.Fit(view, initial);
    }

    private static float[] Parameters(RnnForecastTransformer network) => network.Network.Parameters.ToArray();

    // The mean relative error of the forecast after the last row with a value of each shop.
    private static double Error(RnnForecastTransformer network)
    {
        MLContext ml = new();
        ForecastStep[] steps = [.. ml.Data.CreateEnumerable<ForecastStep>(network.Forecast(ml.Data.LoadFromEnumerable(Rows)), false)];
        Assert.HasCount(Shops * PanelRow.Horizon, steps);
        return steps.Average(step => Math.Abs(step.Forecast / Rows.Where(row => row.Shop == step.Shop && float.IsNaN(row.Sales))
            .ElementAt(step.Step - 1).Expected - 1));
    }
}
