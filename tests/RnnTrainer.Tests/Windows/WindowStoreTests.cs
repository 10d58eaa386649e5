using CsCheck;
using RnnTrainer.Data;
using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowStoreTests
{
    private const int Length = 6;

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void AnyWindowsComeBackBitForBitAndEachStepIsKeptOnce()
    {
        Gen.Select(Gen.Int[0, 40].Array[1, 4], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Bool, Gen.Int[1, 4])
            .Sample((lengths, length, stride, interleaved, kind) =>
        {
            LongRow[] rows = LongRow.Of(lengths, interleaved);
            foreach (LongRow row in rows)
                (row.Value, row.Target) = (Value(kind, row.Value), (row.Time * 7 + kind) % 5 == 0 ? float.NaN : 1);
            WindowSettings settings = new(length, CopiedWindow.Inputs, stride, 0, null, "Device", null,
                new() { Interleaved = interleaved });
            CopiedWindow[] labelled = [.. CopiedWindow.Of(rows, settings).Where(window => (window.Time * 7 + kind) % 5 != 0)];
            if (labelled.Length == 0)
                return;
            IDataView view = WindowViewTests.View(Labelled(rows), settings);
            long needed = labelled.SelectMany(window => Enumerable.Range(0, length).Select(i => (window.Device, window.Position - i)))
                .Distinct().Count();
            // A series that comes back among others begins anew, once, in a log of its own.
            Assert.IsInRange(needed, needed + (interleaved ? lengths.Length * length : 0), StoredWindows.Check(view).StepsKept);
        });
    }

    [TestMethod]
    public void WhateverTheViewIsWrappedInNoStepIsKeptTwiceWhileWindowsGoOn()
    {
        IDataView view = Windows(stride: 2);
        long whole = StoredWindows.Check(view).StepsKept;
        Assert.AreEqual(2 * 60, whole);
        (string Name, IDataView Data)[] wrapped =
        [
            ("mapped", Ml.Transforms.Conversion.MapValueToKey("State").Fit(view).Transform(view)),
            ("group mapped", Ml.Transforms.Conversion.MapValueToKey("Device").Fit(view).Transform(view)),
            ("cached", Ml.Data.Cache(view)),
            ("no group", Ml.Transforms.DropColumns("Device").Fit(view).Transform(view)),
            ("no position", Ml.Transforms.DropColumns("FeaturesPosition").Fit(view).Transform(view)),
            ("columns chosen", Ml.Transforms.SelectColumns("Features", "Label").Fit(view).Transform(view)),
            ("renamed", Ml.Transforms.CopyColumns("Other", "Features").Append(Ml.Transforms.DropColumns("Features"))
                .Append(Ml.Transforms.CopyColumns("Features", "Other")).Fit(view).Transform(view)),
        ];
        foreach ((string name, IDataView data) in wrapped)
            Assert.AreEqual(whole, StoredWindows.Check(data).StepsKept, name);
        Assert.AreEqual(60, StoredWindows.Check(Ml.Data.TakeRows(view, 28)).StepsKept, "the first series");
        Assert.AreEqual(2 * 60 - 10, StoredWindows.Check(Ml.Data.SkipRows(view, 5)).StepsKept, "five windows less");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void WindowsThatDoNotGoOnAreKeptWhole(bool hasPosition)
    {
        IDataView view = Windows(stride: 1);
        if (!hasPosition)
            view = Ml.Transforms.DropColumns("FeaturesPosition").Fit(view).Transform(view);
        int all = StoredWindows.Check(view).Count;

        // Every third window is gone, then a stretch longer than a window.
        IDataView thinned = Ml.Data.FilterByCustomPredicate<TimeRow>(view, row => row.Time % 3 == 0), torn =
            Ml.Data.FilterByCustomPredicate<TimeRow>(view, row => row.Time is >= 20 and < 40);
        Assert.AreEqual(2 * 60, StoredWindows.Check(thinned).StepsKept, "from one that is kept to the next are 1 or 2 rows");
        Assert.AreEqual(2 * (20 + 25), StoredWindows.Check(torn).StepsKept);

        StoredSequences shuffled = StoredWindows.Check(Ml.Data.ShuffleRows(view, seed: 1));
        Assert.AreEqual(all, shuffled.Count);
        Assert.IsInRange(all * Length / 2, all * Length, shuffled.StepsKept, "hardly any goes on from the one before");
    }

    [TestMethod]
    public void APromiseThatDoesNotHoldCostsRoomOnly()
    {
        Random random = new(1);
        foreach (int stride in new[] { 1, 2, 3, 9 })
        {
            LongRow[] rows = [.. LongRow.Of([50, 50]).Select(row => new LongRow { Device = row.Device, Value = random.Next(2) })];
            IDataView view = Ml.Data.CreateWindows(Labelled(rows), 4, ["Value"], stride, groupColumn: "Device");
            TrainingColumns columns = TrainingColumns.Bind(view.Schema, new());
            WindowLayout promise = new(Length: 4, Stride: 1, Horizon: 0, "Time", GroupColumn: null);
            foreach (DataViewSchema.Column? position in new DataViewSchema.Column?[] { null, view.Schema["FeaturesPosition"],
                view.Schema["Time"] })
                StoredWindows.Check(view, columns with { Windows = new("Features", promise, position, Group: null) });
        }
    }

    [TestMethod]
    public void WeightsAndLabelsStandWithTheirWindows()
    {
        IDataView rows = Labelled(LongRow.Of([20, 20]));
        IDataView view = Ml.Data.CreateWindows(Ml.Transforms.Expression("Weight", "value => value + 1", "Value").Fit(rows).Transform(rows),
            4, ["Value"],
            horizon: 2, targetColumn: "Value", groupColumn: "Device");
        NumberTargets targets = new(1);
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new() { ExampleWeightColumnName = "Weight" });
        SequenceSurvey survey = new(columns.Sequence);
        StoredSequences store = SequenceReader.Read(view, columns, targets, SequenceReader.Training, () => { }, survey);
        Assert.AreEqual((30, 4L), (store.Count, survey.MissingLabels), "two windows of each series end where no label follows");
        for (int row = 0; row < store.Count; row++)
        {
            float last = row / 15 + (row % 15 + 3) / 64f;
            Assert.AreEqual((last + 1, last + 2 / 64f), (store.Weight(row), (float)targets[row][0]));
        }
    }

    [TestMethod]
    public void MemoryIsThatOfTheSeriesAndAFewBytesAWindow()
    {
        const int rows = 60_000, length = 500;
        LongRow row = new(); // one object for all rows, so that the source allocates next to nothing
        IEnumerable<LongRow> series = Enumerable.Range(0, rows).Select(i =>
        {
            row.Value = MathF.Sin(i);
            return row;
        });
        IDataView view = Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(series), length, ["Value"], horizon: 1, targetColumn: "Value");
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new());
        long before = GC.GetAllocatedBytesForCurrentThread();
        StoredSequences store = SequenceReader.Read(view, columns, new NumberTargets(1), SequenceReader.Training, () => { },
            new SequenceSurvey(columns.Sequence));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual((rows - length, rows - 1L), (store.Count, store.StepsKept));
        // Lists of 24 bytes a window double as they grow: all that they ever allocate is at most four times what they hold.
        Assert.IsLessThan(rows * sizeof(float) * 5 / 4 + rows * 24 * 4 + 2_000_000, allocated, "120 MB if windows were kept one by one");
    }

    internal static IDataView Windows(int stride) =>
        Ml.Data.CreateWindows(Labelled(LongRow.Of([60, 60])), Length, CopiedWindow.Inputs, stride, groupColumn: "Device");

    // A label that says nothing but where it is missing: the tests are about features.
    internal static IDataView Labelled(LongRow[] rows)
    {
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        return Ml.Transforms.CopyColumns("Label", "Target").Fit(data).Transform(data);
    }

    private static float Value(int kind, float value) => kind switch
    {
        1 => MathF.Sin(value * 1000),
        2 => 0,
        3 => value > 1 ? -0f : 0f,
        _ => (int)(value * 64) % 3,
    };

    private sealed class TimeRow
    {
        public long Time { get; set; }
    }
}
