using RnnTrainer.Forecasting;
using RnnTrainer.Scoring;

namespace RnnTrainer.Tests.Forecasting;

/// <summary>Bands that hold the shares of held-out values that their levels say.</summary>
[TestClass]
public sealed class QuantileCalibrationTests
{
    private static readonly MLContext Ml = new(1);

    // Noise, which a network that is trained on few rows for long believes that it knows.
    [TestMethod]
    public void BandsThatAreTooNarrowHoldWhatTheySayOnceCalibrated()
    {
        IDataView train = Noise(series: 8, rows: 80, seed: 1), test = Noise(series: 40, rows: 100, seed: 2);
        double before = Coverage(calibrate: false), after = Coverage(calibrate: true);
        Assert.IsLessThan(0.6, before, $"before {before:0.000}, after {after:0.000}");
        Assert.AreEqual(0.8, after, 0.06);

        double Coverage(bool calibrate)
        {
            RnnForecastTransformer forecast = Ml.Forecasting.ForecastByRnn("Value", horizon: 5, seriesColumnName: "Series", options: new()
            {
                CalibrateQuantiles = calibrate,
                Training = RnnOptions.Forecast with
                {
                    HiddenSize = 48,
                    Dropout = 0,
                    BatchSize = 16,
                    Epochs = null,
                    Steps = 1500,
                    ValidationFraction = 0.4f,
                    Seed = 1,
                },
            }).Fit(train);
            return Ml.Forecasting.Evaluate(forecast.Backtest(test, origins: 10)).Forecast.Coverage;
        }
    }

    // 9 values at 1 to 9 times the distance of level 0.9, and at -1 to -9 times that of level 0.1.
    [TestMethod]
    public void TheFactorIsTheQuantileOfTheDistances()
    {
        double[] factors = Factors([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        CollectionAssert.AreEqual(new double[] { 1, 1, 9 }, factors, "the 9th of 9 and one more; below the middle no value lies");
        CollectionAssert.AreEqual(new double[] { 4, 1, 4 }, Factors([-1, -2, -3, -4, 1, 2, 3, 4, 0]));
        CollectionAssert.AreEqual(new double[] { 1, 1, 1 }, Factors([float.NaN]), "nothing tells");

        // A window of the values 0 has deviation 1, so that its scale is the values' own.
        static double[] Factors(float[] values)
        {
            ForecastSpec spec = new(Horizon: 1, Season: 1, Window: 1, BlockSteps: 1)
            {
                Levels = [0.1f, 0.5f, 0.9f],
                Targets = [new TargetScale(LeastValue: -1, LeastDeviation: 1)],
            };
            SeriesStore store = new(1);
            foreach ((int series, float value) in values.Index())
            {
                store.Add(series, [0]);
                store.Add(series, [value]);
                store.Add(series, [0]);
            }
            store.Complete(1);
            int[] windows = [.. Enumerable.Range(0, values.Length).Select(series => store.FirstOf(series))];
            QuantileCalibration calibration = new(new ForecastWindows(store, spec), windows);
            for (int place = 0; place < windows.Length; place++)
                calibration.Add(place, [-1, 0, 1]);
            return calibration.Compute();
        }
    }

    [TestMethod]
    public void TheFactorsFoldIntoTheNetwork()
    {
        SavedForecast saved = RandomForecast.OfBoth;
        RnnModel model = saved.Trained.Model;
        ForecastWindows windows = new(new SeriesStore(2), saved.Spec);
        // Levels that lie apart for certain: those that cross are sorted.
        float[] parameters = model.Parameters.ToArray();
        Span<float> biases = parameters.AsSpan(model.Layout.HeadBias.Place);
        for (int output = 0; output < biases.Length; output++)
            biases[output] += 20 * (output % 3);
        float[] folded = new QuantileCalibration(windows, []).Fold(model.Network, parameters, [2, 1, 3]);
        float[] before = Outputs(parameters), after = Outputs(folded);
        for (int number = 0; number < before.Length; number += 3)
        {
            float middle = before[number + 1];
            Assert.AreEqual(middle, after[number + 1], 1e-5f);
            Assert.AreEqual(middle + 2 * (before[number] - middle), after[number], 1e-4f);
            Assert.AreEqual(middle + 3 * (before[number + 2] - middle), after[number + 2], 1e-4f);
        }

        float[] Outputs(float[] parameters)
        {
            ScoringBlock block = new SequenceScorer(new RnnModel(model.Network, parameters, labelValues: null)).CreateBlock(1);
            Span<float> sequence = block.Add(saved.Spec.TimeSteps * saved.Spec.RowSize);
            for (int i = 0; i < sequence.Length; i++)
                sequence[i] = MathF.Sin(i);
            block.Score();
            return block.Outputs(0).ToArray();
        }
    }

    [TestMethod]
    public void CalibrationNeedsHeldOutValues()
    {
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => Ml.Forecasting.ForecastByRnn("Value", horizon: 5,
            options: new() { CalibrateQuantiles = true }));
        Assert.AreEqual("CalibrateQuantiles", error.ParamName);
        StringAssert.Contains(error.Message, "ValidationFraction");
    }

    private static IDataView Noise(int series, int rows, int seed)
    {
        Random random = new(seed);
        return Ml.Data.LoadFromEnumerable(Enumerable.Range(0, series).SelectMany(one => Enumerable.Range(0, rows).Select(_ => new Row
        {
            Series = $"{one}",
            Value = (float)(-10 + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())),
        })).ToArray());
    }

    private sealed class Row
    {
        public string Series { get; set; } = "";

        public float Value { get; set; }
    }
}
