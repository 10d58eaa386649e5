using RnnTrainer.Forecasting;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastScalesTests
{
    /// <summary>A zero somewhere, so that no logarithms are read, must not flatten what is small.</summary>
    [TestMethod]
    public void ASmallSeriesBesideLargeOnesIsDividedByItsOwnDeviation()
    {
        TargetScale scale = Scale([0, 1, 2, 1, 2], [1e6f, 2e6f, 1e6f, 2e6f], [3e6f, 2e6f, 1e6f, 2e6f]);
        Assert.IsFalse(scale.IsLogarithmic);
        ForecastSpec spec = new(Horizon: 1, Season: 1, Window: 4, BlockSteps: 1) { Levels = [0.5f], Targets = [scale] };
        ForecastWindow window = new(spec);
        window.Measure([1, 2, 1, 2]);
        Assert.AreEqual(0.5, window.InUnits(0, 1) - window.InUnits(0, 0), 1e-6, "the deviation");
    }

    [TestMethod]
    public void AFewSeriesOfNextToNothingDoNotBoundTheOthers()
    {
        float[][] series = [[1e-20f, 1e-20f], .. Enumerable.Repeat(new[] { 0f, 200f }, 20), [0, 0]];
        Assert.AreEqual(100 * TargetScale.LeastShare, Scale(series).LeastDeviation, 1e-9);
    }

    [TestMethod]
    public void TheSmallestValueOfAllSeriesIsKept()
    {
        Assert.AreEqual(0.5f, Scale([1, 2], [float.NaN, 0.5f]).LeastValue);
        Assert.AreEqual(-0.5f, Scale([1, 2], [3, -0.5f]).LeastValue);
        Assert.AreEqual(0, Scale([1, 2], [3, 0]).LeastValue, "forecasts are not below 0");
        Assert.IsTrue(Scale([0, 0], [float.NaN]).IsValid, "of zeros alone");
        Assert.IsTrue(Scale([float.NaN]).IsValid, "of no value");
    }

    private static TargetScale Scale(params float[][] series)
    {
        SeriesStore store = new(rowSize: 1);
        for (int i = 0; i < series.Length; i++)
        {
            foreach (float value in series[i])
                store.Add(i, [value]);
        }
        return new ForecastScales(store).OfTargets(1)[0];
    }
}
