using RnnTrainer.Data;
using RnnTrainer.Forecasting;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastWindowsTests
{
    // One value and one input known ahead.
    private static readonly ForecastSpec Spec = new(Horizon: 3, Season: 2, Window: 4, BlockSteps: 2)
    {
        Levels = [0.5f],
        Targets = [new TargetScale(LeastValue: -1, LeastDeviation: 0.1)],
        KnownInputs = [new InputScale(0, 1)],
        MissingValues = RnnMissingValues.Mean,
    };

    private static readonly int[] Lengths = [20, 1, 9, 0, 5];

    [TestMethod]
    public void AWindowIsWhatItsRowsMake()
    {
        SeriesStore store = Store(Lengths);
        ForecastWindows windows = new(store, Spec);
        Assert.AreEqual(Lengths.Sum(), windows.Count);
        int window = 0;
        for (int series = 0; series < Lengths.Length; series++)
        {
            for (int row = 0; row < Lengths[series]; row++, window++)
            {
                int first = Math.Max(0, row - Spec.Window + 1), end = Math.Min(row + 1 + Spec.Horizon, Lengths[series]);
                float[] expected = new float[Spec.TimeSteps * 2], actual = new float[expected.Length];
                float[] ahead = [.. Enumerable.Range(row + 1, Spec.Horizon).Select(at => at < end ? Value(series, at, 1) : float.NaN)];
                ForecastWindow definition = new(Spec);
                float[] rows = [.. Enumerable.Range(first, row + 1 - first)
                    .SelectMany(at => new[] { Value(series, at, 0), Value(series, at, 1) })];
                definition.Write(rows, ahead, expected);
                windows.CopyTo(window, actual);
                CollectionAssert.AreEqual(expected, actual, $"series {series}, row {row}");

                float[] wanted = new float[Spec.Horizon];
                windows.ReadTargets(window, wanted);
                CollectionAssert.AreEqual(Enumerable.Range(row + 1, Spec.Horizon)
                    .Select(at => at < end ? definition.InScale(0, Value(series, at, 0)) : float.NaN).ToArray(), wanted);
            }
        }
    }

    [TestMethod]
    public void TheErrorsOfTheSeasonalNaiveForecastAreThoseOfStepsEquallyManySeasonsAhead()
    {
        ForecastWindows windows = new(Store(Lengths), Spec);
        NaiveErrors errors = new(windows, windows.Trainable);
        ForecastWindow definition = new(Spec);
        List<float>[] expected = [[], []]; // one season ahead: steps 0 and 1; two: step 2
        foreach (int window in windows.Trainable)
        {
            (int series, int row) = window < 20 ? (0, window) : window < 30 ? (2, window - 21) : (4, window - 30);
            int first = Math.Max(0, row - Spec.Window + 1);
            definition.Measure([.. Enumerable.Range(first, row + 1 - first)
                .SelectMany(at => new[] { Value(series, at, 0), Value(series, at, 1) })]);
            for (int step = 0; step < Spec.Horizon; step++)
            {
                float naive = definition.InScale(0, Value(series, row + 1 - Spec.Season + step % Spec.Season, 0));
                expected[step / Spec.Season].Add(definition.InScale(0, Value(series, row + 1 + step, 0)) - naive);
            }
        }
        for (int step = 0; step < Spec.Horizon; step++)
        {
            float[] sorted = [.. expected[step / Spec.Season].Order()];
            float middle = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
            Assert.AreEqual(middle, errors.Quantile(step, 0.5f), 1e-5, $"step {step}");
            Assert.IsInRange(sorted[0], sorted[1], errors.Quantile(step, 0.5f / sorted.Length));
            Assert.AreEqual(sorted[^1], errors.Quantile(step, 1), 1e-5);
        }
    }

    [TestMethod]
    public void TrainableWindowsHaveAWholeHorizonAfterThemAndEnoughRowsBefore()
    {
        // Of 20 rows with 3 ahead whole windows of 4; of 9 half of the 6 before the horizon; of 5 the season of 2.
        int[] expected = [.. Enumerable.Range(3, 14), .. Enumerable.Range(21 + 2, 4), .. Enumerable.Range(30 + 1, 1)];
        CollectionAssert.AreEqual(expected, new ForecastWindows(Store(Lengths), Spec).Trainable.ToArray());
    }

    [TestMethod]
    public void WhatIsHeldOutIsTheEndOfEachSeriesAndNoHorizonTrainedOnReachesIt()
    {
        ForecastWindows windows = new(Store(Lengths), Spec);
        RowSplit split = windows.HoldOutLast(0.3f);
        // The last 6 of 20 rows are two horizons; of 9 rows one, and 5 are too few to lose one.
        CollectionAssert.AreEqual(new[] { 16, 13, 21 + 5 }, split.HeldOut);
        Assert.AreEqual(13, split.Training.Where(row => row < 20).Max() + Spec.Horizon, "row 14 is the first that is held out");
        Assert.AreEqual(21 + 5, split.Training.Where(row => row is >= 21 and < 30).Max() + Spec.Horizon);
        Assert.Contains(31, split.Training);
    }

    [TestMethod]
    public void RowsOfTheFutureAreNotKept()
    {
        SeriesStore store = new(2);
        foreach (float value in new[] { 1, float.NaN, 3, float.NaN, float.NaN })
            store.Add(0, [value, 1]);
        store.Complete(targets: 1);
        Assert.AreEqual(3, store.Count);
        CollectionAssert.AreEqual(new[] { 1, 1, float.NaN, 1, 3, 1 }, store.Values(0).ToArray());
    }

    [TestMethod]
    public void RowsAreKeptOnceHoweverManyWindowsTheyAreIn()
    {
        const int series = 300, rows = 1000;
        float[] row = new float[2];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        SeriesStore store = new(row.Length);
        for (int i = 0; i < rows; i++)
        {
            for (int number = 0; number < series; number++)
                store.Add(number, row);
        }
        long reading = GC.GetTotalMemory(forceFullCollection: true) - before;
        store.Complete(targets: 1);
        ForecastWindows windows = new(store, Spec);
        Assert.AreEqual(series * (rows - Spec.Horizon - Spec.Window + 1), windows.Trainable.Count);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before, numbers = series * rows * row.Length * sizeof(float);
        Assert.IsLessThan(1.6 * numbers, reading, "while they are read");
        Assert.IsLessThan(1.1 * numbers, kept);
        GC.KeepAlive(windows);
    }

    [TestMethod]
    public void TheHashHasEveryValueAndWhereSeriesEnd()
    {
        ulong hash = Hash(Store(Lengths));
        Assert.AreEqual(hash, Hash(Store(Lengths)));
        Assert.AreNotEqual(hash, Hash(Store([20, 1, 8, 0, 6])));
        for (int row = 0; row < 9; row++)
        {
            for (int column = 0; column < 2; column++)
                Assert.AreNotEqual(hash, Hash(Store(Lengths, (2, row, column))), $"{row}, {column}");
        }
    }

    [TestMethod]
    public void DrawsTakeSeriesEquallyOftenAndRowsOfOneToo()
    {
        RowRanges ranges = new([(0, 1), (7, 0), (10, 100)]);
        CollectionAssert.AreEqual(new[] { 0, 10, 11 }, ranges.Take(3).ToArray());
        Assert.AreEqual(101, ranges.Count);
        DrawnPlan plan = new(ranges, 100, 40, new RandomStream(1, 2));
        plan.BeginEpoch(1);
        int[] drawn = [.. Enumerable.Range(0, 40).SelectMany(batch => plan.Rows(batch).ToArray())];
        Assert.AreEqual(2000, drawn.Count(row => row == 0), 150);
        Assert.IsTrue(Enumerable.Range(10, 100).All(row => drawn.Count(other => other == row) is > 3 and < 45));
        DrawnPlan later = new(ranges, 100, 40, new RandomStream(1, 2)), again = new(ranges, 100, 40, new RandomStream(1, 2));
        later.BeginEpoch(1);
        later.BeginEpoch(2);
        again.BeginEpoch(2);
        CollectionAssert.AreEqual(later.Rows(3).ToArray(), again.Rows(3).ToArray());
        CollectionAssert.AreNotEqual(later.Rows(3).ToArray(), plan.Rows(3).ToArray());
    }

    private static ulong Hash(SeriesStore store) => new ForecastWindows(store, Spec).Fingerprint();

    private static SeriesStore Store(int[] lengths, (int, int, int)? changed = null)
    {
        SeriesStore store = new(2);
        for (int row = 0; row < lengths.Max(); row++)
        {
            for (int series = 0; series < lengths.Length; series++)
            {
                if (row < lengths[series])
                    store.Add(series, [Value(series, row, 0) + Change(0), Value(series, row, 1) + Change(1)]);
                else if (row == 0)
                    store.Add(series, [float.NaN, 1]); // of the future
                float Change(int column) => changed == (series, row, column) ? 1 : 0;
            }
        }
        store.Complete(targets: 1);
        return store;
    }

    private static float Value(int series, int row, int column) => 100 * series + row + 0.5f * column + MathF.Sin(row);
}
