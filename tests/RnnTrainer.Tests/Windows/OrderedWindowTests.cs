using CsCheck;
using Microsoft.ML.Runtime;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Windows;

/// <summary>Windows over rows that a column puts in order first.</summary>
[TestClass]
public sealed class OrderedWindowTests
{
    private static readonly string[] Columns = ["Device", "FeaturesPosition", "Time", "State", "Pair", "Features", "Label"];

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void RowsInAnyOrderGiveTheWindowsOfSortedOnes()
    {
        Gen.Select(Gen.Int[1, 14].Array[1, 4], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int).Sample(
            (lengths, length, stride, horizon, groups, seed) =>
        {
            bool isInterleaved = groups == 2;
            LongRow[] sorted = LongRow.Of(groups == 0 ? lengths[..1] : lengths), mixed = [.. sorted];
            new Random(seed).Shuffle(mixed);
            if (!isInterleaved)
                mixed = [.. mixed.OrderBy(row => row.Device)];
            string[] devices = [.. mixed.Select(row => row.Device).Distinct()];
            sorted = [.. sorted.OrderBy(row => Array.IndexOf(devices, row.Device))];
            string? group = groups == 0 ? null : "Device";
            SequenceWindowOptions options = new() { WholeHorizon = stride % 2 == 0 };

            IDataView expected = Ml.Data.CreateWindows(
                Ml.Data.LoadFromEnumerable(sorted), length, CopiedWindow.Inputs, stride, horizon, "Value", group, options: options);
            IDataView ordered = Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(mixed), length, CopiedWindow.Inputs, stride, horizon,
                "Value", group, "Time", options with { Interleaved = isInterleaved });
            CollectionAssert.AreEqual(ViewText.Rows(expected, Columns), ViewText.Rows(ordered, Columns));
            CollectionAssert.AreEqual(ViewText.Rows(expected, "State"), ViewText.Rows(ordered, "State"), "whatever columns are asked for");
        });
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void KeepsTheContractOfADataView(bool isInterleaved)
    {
        LongRow[] rows = LongRow.Of([9, 3, 12, 5], isInterleaved);
        Array.Reverse(rows);
        EstimatorContract.CheckView(Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(rows), 4, CopiedWindow.Inputs, stride: 2,
            groupColumn: "Device", orderColumn: "Time", options: new() { Interleaved = isInterleaved }));
    }

    [TestMethod]
    public void ErrorsNameTheRowOfTheDataWhereverItIsSortedTo()
    {
        LongRow[] rows = LongRow.Of([6, 6]);
        Array.Reverse(rows);
        rows[7].Pair = [0, -1e300];
        Refused("Pair", 8, "column 'Pair' holds a number outside Single's range of ±3.4E+38. Scale the column");
        rows[7].Pair = [0];
        Refused("Pair", 8, "column 'Pair' holds 1 values, but its type has 2.");
        rows[4].Time = rows[2].Time;
        Refused("Time", 5, "order column 'Time' holds 3, like row 3 of the same group.");
        rows[4].Time = 1;
        rows[11].Device = "d1";
        Refused("Device", 12, "group 'd1' of column 'Device' reappears after others.");
        RnnColumnException wrong = Assert.ThrowsExactly<RnnColumnException>(
            () => Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(rows), 3, ["Value"], orderColumn: "State"));
        StringAssert.Contains(wrong.Message, "Order column 'State' is String; wanted: a number, DateTime");

        void Refused(string column, long row, string expected)
        {
            IDataView view = Ml.Data.CreateWindows(
                Ml.Data.LoadFromEnumerable(rows), 3, ["Pair"], groupColumn: "Device", orderColumn: "Time");
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => ViewText.Rows(view, "Features"));
            Assert.AreEqual((row, column), (error.Row, error.ColumnName));
            StringAssert.Contains(error.Message, expected);
        }
    }

    /// <summary>As a split of single rows leaves them: the windows would run over the holes without a word.</summary>
    [TestMethod]
    public void AHoleInASeriesIsNamedOnce()
    {
        LongRow[] rows = [.. LongRow.Of([30, 30]).Where(row => row is not { Device: "d1", Time: 11 or 20 or 21 })];
        MLContext ml = new(1);
        List<string> warnings = [];
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == ChannelMessageKind.Warning)
                warnings.Add(entry.Message);
        };
        IDataView view = Windows(rows);
        ViewText.Rows(view, "Features");
        ViewText.Rows(view, "Features");
        StringAssert.EndsWith(warnings.Single(), "Row 42: 'Time' goes from 10 to 12 in group 'd1', further than elsewhere, and windows "
            + "run over the gap. "
            + "Divide data by time or by group, not row by row.");

        warnings.Clear();
        ViewText.Rows(Windows(LongRow.Of([30, 1, 2])), "Features");
        ViewText.Rows(Windows([.. LongRow.Of([9]).Select((row, i) =>
            new LongRow { Device = "a", Time = i * i, Pair = row.Pair })]), "Features");
        Assert.IsEmpty(warnings, "no hole, and rows that are not evenly spaced");

        IDataView Windows(LongRow[] rows) =>
            ml.Data.CreateWindows(ml.Data.LoadFromEnumerable(rows), 4, ["Value"], groupColumn: "Device", orderColumn: "Time");
    }

    [TestMethod]
    public void HolesAreFoundAmongDatesAndFractionsToo()
    {
        DateTime start = new(2024, 5, 1);
        Assert.AreEqual(2, Warnings(Enumerable.Range(0, 20).Where(i => i != 7)
            .Select(i => new Dated { At = start.AddMinutes(10 * i), Second = 0.1 * i })));
        Assert.AreEqual(0, Warnings(Enumerable.Range(0, 20).Select(i => new Dated { At = start.AddMinutes(10 * i), Second = -0.1 * i })));

        static int Warnings(IEnumerable<Dated> rows)
        {
            MLContext ml = new(1);
            int warnings = 0;
            ml.Log += (_, entry) => warnings += entry.Kind == ChannelMessageKind.Warning ? 1 : 0;
            foreach (string order in new[] { "At", "Second" })
                ViewText.Rows(ml.Data.CreateWindows(ml.Data.LoadFromEnumerable(rows), 4, ["Value"], orderColumn: order), "Features");
            return warnings;
        }
    }

    private sealed class Dated
    {
        public DateTime At { get; set; }

        public double Second { get; set; }

        public float Value { get; set; }
    }
}
