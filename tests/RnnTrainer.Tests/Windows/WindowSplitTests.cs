using CsCheck;
using RnnTrainer.Data;
using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowSplitTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void TheLastWindowsAreHeldOutAndNoRowIsInBothParts()
    {
        Gen.Select(Gen.Int[0, 60].Array[1, 4], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[0, 3], Gen.Float[0.05f, 0.6f], Gen.Bool)
            .Sample((lengths, length, stride, horizon, fraction, interleaved) =>
        {
            SequenceWindowOptions options = new() { Interleaved = interleaved, LabelColumnName = horizon == 0 ? "None" : "Label" };
            WindowSettings settings = new(length, CopiedWindow.Inputs, stride, horizon, horizon == 0 ? null : "Value", "Device",
                null, options);
            LongRow[] rows = LongRow.Of(lengths, interleaved);
            CopiedWindow[] windows = [.. CopiedWindow.Of(rows, settings).Where(window => !window.Label.Contains(float.NaN))];
            if (windows.Length == 0)
                return;
            SequenceSource store = StoredWindows.Read(WindowViewTests.View(WindowStoreTests.Labelled(rows), settings));
            Assert.AreEqual(windows.Length, store.Count);
            if (HoldOut(store, fraction) is not { } split)
            {
                Assert.IsFalse(windows.GroupBy(window => window.Device).Any(series => series.Count() * fraction >= 1
                    && series.Last().Position >= series.First().Position + length + horizon), "some series could be divided");
                return;
            }
            Assert.AreEqual(windows.Length, split.Training.Count + split.HeldOut.Length + split.LeftOut);
            Assert.IsEmpty(split.Training.SelectMany(row => Rows(windows[row], length, horizon))
                .Intersect(split.HeldOut.SelectMany(row => Rows(windows[row], length, 0))), "rows of both parts");
            foreach (var series in Enumerable.Range(0, windows.Length).GroupBy(row => windows[row].Device))
            {
                int[] held = [.. series.Where(row => split.HeldOut.Contains(row))];
                CollectionAssert.AreEqual(series.TakeLast(held.Length).ToArray(), held, "the last of each series");
                Assert.IsTrue(held.Length == 0 || series.Any(row => split.Training.Contains(row)),
                    "a series is divided, or all of it is learnt from");
            }
        });
    }

    [TestMethod]
    public void TheSharesOfSeriesAddUpToTheFraction()
    {
        // Series too short to hold out a whole window each.
        LongRow[] rows = LongRow.Of([.. Enumerable.Repeat(19, 40)]);
        IDataView view = Ml.Data.CreateWindows(WindowStoreTests.Labelled(rows), 5, ["Value"], groupColumn: "Device");
        RowSplit split = StoredWindows.Read(view).HoldOutLast(0.05f)!;
        Assert.AreEqual(30, split.HeldOut.Length, "of 600");
        Assert.AreEqual(30 * 4, split.LeftOut, "four before each share steps with it");
    }

    [TestMethod]
    public void ShufflesAndDuplicatesDoNotMixTheParts()
    {
        IDataView view = WindowStoreTests.Windows(stride: 1);
        IDataView twice = Ml.Data.ShuffleRows(Ml.Data.LoadFromEnumerable(
            Ml.Data.CreateEnumerable<PlacedWindow>(view, reuseRowObject: false).SelectMany(row => new[] { row, row }).ToArray()), seed: 1);
        foreach (IDataView data in new[] { Ml.Data.ShuffleRows(view, seed: 1), twice })
        {
            TrainingColumns columns = TrainingColumns.Bind(data.Schema, new());
            RowSplit split = StoredWindows.Read(data, columns with
            {
                Windows = new("Features", WindowLayout.Of(view.Schema["Features"])!, data.Schema["FeaturesPosition"],
                    data.Schema["Device"]),
            }).HoldOutLast(0.2f)!;
            (string, long)[] places = [.. data.GetColumn<string>("Device").Zip(data.GetColumn<long>("FeaturesPosition"))];
            foreach (string device in new[] { "d0", "d1" })
            {
                long last = split.Training.Where(row => places[row].Item1 == device).Max(row => places[row].Item2);
                long first = split.HeldOut.Where(row => places[row].Item1 == device).Min(row => places[row].Item2);
                Assert.AreEqual(last + 6, first, device);
            }
        }
    }

    [TestMethod]
    public void WhereItCannotBeDoneTheErrorNamesTheCure()
    {
        IDataView view = WindowStoreTests.Windows(stride: 1);
        Refused(view, "Features", "FeaturesPosition",
            "needs column 'FeaturesPosition'. Keep it with 'Features', or pass validation data to Fit.");
        Refused(view, "FeaturesPosition", "Device", "needs column 'Device'.");
        IDataView few = Ml.Data.CreateWindows(WindowStoreTests.Labelled(LongRow.Of([9])), 5, ["Value"]);
        Refused(few, "", "", "ValidationFraction 0.2 of 5 windows leaves none to validate on: no series has enough rows for windows of "
            + "5 that share none.");
    }

    [TestMethod]
    public void WindowsLongerThanAnySeriesAreRefusedWithTheCure()
    {
        IDataView view = Ml.Data.CreateWindows(WindowStoreTests.Labelled(LongRow.Of([9, 9])), 10, ["Value"], groupColumn: "Device");
        string message = Assert.ThrowsExactly<InvalidOperationException>(() => StoredWindows.Read(view)).Message;
        Assert.AreEqual(
            "The training data are empty: no series has the 10 rows of a window. Use shorter windows, or longer series.", message);
    }

    private static void Refused(IDataView view, string kept, string dropped, string expected)
    {
        if (dropped.Length > 0)
            view = Ml.Transforms.DropColumns(dropped).Fit(view).Transform(view);
        Assert.IsTrue(kept.Length == 0 || view.Schema.GetColumnOrNull(kept) is not null);
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => StoredWindows.Read(view).HoldOutLast(0.2f));
        Assert.AreEqual(nameof(RnnOptions.ValidationFraction), error.Option);
        StringAssert.Contains(error.Message, expected);
    }

    private static RowSplit? HoldOut(SequenceSource store, float fraction)
    {
        try
        {
            return store.HoldOutLast(fraction);
        }
        catch (RnnOptionException)
        {
            return null;
        }
    }

    // The rows of a series that a window, and a label so far behind it, are made of.
    private static IEnumerable<(string Device, long Row)> Rows(CopiedWindow window, int length, int horizon) =>
        Enumerable.Range(0, length).Select(i => (window.Device, window.Position - i)).Append((window.Device, window.Position + horizon));

    private sealed class PlacedWindow
    {
        public string Device { get; set; } = "";

        public long FeaturesPosition { get; set; }

        public float Label { get; set; }

        [VectorType(6, 3)]
        public float[] Features { get; set; } = [];
    }
}
