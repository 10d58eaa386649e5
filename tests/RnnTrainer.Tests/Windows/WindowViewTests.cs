using CsCheck;
using RnnTrainer.Tests.Contract;
using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowViewTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void WindowsAreThoseMadeByCopyingInAnyForm()
    {
        Gen<int[]> lengths = Gen.Int[0, 14].Array[0, 4];
        Gen.Select(lengths, Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 2])
            .Sample((lengths, length, stride, horizon, whole, groups) =>
        {
            SequenceWindowOptions options = new() { Interleaved = groups == 2, WholeHorizon = whole && horizon > 0 };
            WindowSettings settings = new(length, CopiedWindow.Inputs, stride, horizon, horizon == 0 ? null : "Value",
                groups == 0 ? null : "Device", null, options);
            LongRow[] rows = LongRow.Of(lengths, options.Interleaved);
            IDataView view = View(Ml.Data.LoadFromEnumerable(rows), settings);
            string[] expected = [.. CopiedWindow.Of(rows, settings).Select(window => window.ToString())];
            CollectionAssert.AreEqual(expected, Read(view));
            CollectionAssert.AreEqual(CopiedWindow.Of(rows, settings).Select(window => $"{window.Position}").ToArray(),
                ViewText.Rows(view, "FeaturesPosition"));
        });
    }

    [TestMethod]
    [DataRow(0, false, false)]
    [DataRow(2, false, false)]
    [DataRow(3, true, false)]
    [DataRow(3, true, true)]
    public void KeepsTheContractOfADataView(int horizon, bool whole, bool interleaved)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9, 3, 12, 5], interleaved));
        EstimatorContract.CheckView(Ml.Data.CreateWindows(rows, 4, CopiedWindow.Inputs, stride: 2, horizon,
            horizon == 0 ? null : "Value", "Device",
            options: new() { WholeHorizon = whole, Interleaved = interleaved }));
        EstimatorContract.CheckView(Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(LongRow.Of([7])), 4, ["Value"]));
    }

    [TestMethod]
    public void TheSchemaIsThatOfTheRowsWithWindowsAdded()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9, 9]));
        IDataView keyed = Ml.Transforms.Conversion.MapValueToKey("State").Fit(rows).Transform(rows);
        IDataView view = Ml.Data.CreateWindows(keyed, 4, ["Pair", "Value"], stride: 3, horizon: 2, "State", "Device",
            options: new() { FeatureColumnName = "Pair" });
        CollectionAssert.AreEqual(
            new[] { "Device", "Time", "Value", "State", "Target", "Pair", "PairPosition", "Label" },
            view.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual("Pair: Vector<Single, 4, 3> [4,3]; InputNames Vector<String, 3> [3] = [Pair[0] Pair[1] Value]; "
            + "RnnWindowGroup String = Device; RnnWindowPosition String = PairPosition; RnnWindows Vector<Int32, 3> [3] = [4 3 2]",
                ViewText.Of(view.Schema["Pair"]));
        Assert.AreEqual(ViewText.Of(keyed.Schema["State"]).Replace("State:", "Label:", StringComparison.Ordinal),
            ViewText.Of(view.Schema["Label"]));
        Assert.AreEqual(NumberDataViewType.Int64, view.Schema["PairPosition"].Type);

        VectorDataViewType whole = (VectorDataViewType)Ml.Data.CreateWindows(
            rows, 4, ["Value"], horizon: 5, targetColumn: "Pair", options: new() { WholeHorizon = true }).Schema["Label"].Type;
        CollectionAssert.AreEqual(new[] { 5, 2 }, whole.Dimensions.ToArray());
    }

    [TestMethod]
    public void ALabelBeyondTheEndIsMissingInItsOwnType()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([6]));
        IDataView data = Ml.Transforms.Conversion.MapValueToKey("Key", "State")
            .Append(Ml.Transforms.Conversion.ConvertType("Double", "Value", DataKind.Double)).Fit(rows).Transform(rows);
        foreach ((string target, string expected) in new[] { ("State", "b,b,,"), ("Key", "2,2,0,0"), ("Value", "0.0625,0.078125,NaN,NaN"),
            ("Double", "0.0625,0.078125,NaN,NaN") })
        {
            IDataView view = Ml.Data.CreateWindows(data, 3, ["Value"], horizon: 2, targetColumn: target);
            Assert.AreEqual(expected, string.Join(",", ViewText.Rows(view, "Label")));
        }
    }

    [TestMethod]
    public void EachRowIsReadOnceAndOnlyTheColumnsThatAreAskedFor()
    {
        CountingView rows = new(Ml.Data.LoadFromEnumerable(LongRow.Of([50, 50])));
        IDataView view = Ml.Data.CreateWindows(rows, 8, CopiedWindow.Inputs, groupColumn: "Device");
        Assert.HasCount(86, ViewText.Rows(view, "Features"));
        Assert.AreEqual((100, 1, 1), (rows.RowsRead, rows.Cursors, rows.Disposed));
        CollectionAssert.AreEquivalent(new[] { "Device", "Value", "Pair" }, rows.ColumnsAsked);
        rows.ColumnsAsked.Clear();
        Assert.HasCount(86, ViewText.Rows(view, "Time"));
        CollectionAssert.AreEquivalent(new[] { "Device", "Time" }, rows.ColumnsAsked);
        Assert.IsNull(view.GetRowCount());
    }

    [TestMethod]
    public void AWindowIsPutTogetherWithoutAllocating()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(Enumerable.Repeat(new LongRow { Device = "a" }, 20_000));
        IDataView view = Ml.Data.CreateWindows(rows, 100, ["Value"], horizon: 3, targetColumn: "Value");
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Features"], view.Schema["Label"]]);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        VBuffer<float> window = default;
        Assert.IsTrue(cursor.MoveNext());
        get(ref window);
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
            get(ref window);
        Assert.IsLessThan(20_000, GC.GetAllocatedBytesForCurrentThread() - before, "a window has 400 bytes, and 19,900 came");
    }

    [TestMethod]
    public void WindowsOfATextFileComeOutOfABinaryFileAsTheyWentIn()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder.PathOf("rows.csv"),
            Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"d{i / 15},{i / 8f}")));
        IDataView rows = Ml.Data.LoadFromTextFile(folder.PathOf("rows.csv"),
            [new("Device", DataKind.String, 0), new("Value", DataKind.Single, 1)], separatorChar: ',');
        IDataView view = Ml.Data.CreateWindows(rows, 5, ["Value"], horizon: 1, targetColumn: "Value", groupColumn: "Device");
        using (FileStream file = File.Create(folder.PathOf("windows.bin")))
            Ml.Data.SaveAsBinary(view, file);
        IDataView loaded = Ml.Data.LoadFromBinary(folder.PathOf("windows.bin"));
        Assert.HasCount(22, ViewText.Rows(view, "Features"));
        CollectionAssert.AreEqual(ViewText.Of(view.Schema), ViewText.Of(loaded.Schema));
        string[] all = [.. view.Schema.Select(column => column.Name)];
        CollectionAssert.AreEqual(ViewText.Rows(view, all), ViewText.Rows(loaded, all));
    }

    internal static IDataView View(IDataView rows, WindowSettings settings) =>
        Ml.Data.CreateWindows(rows, settings.Length, [.. settings.FeatureColumns],
        settings.Stride, settings.Horizon, settings.TargetColumn, settings.GroupColumn, settings.OrderColumn, settings.Options);

    private static string[] Read(IDataView view)
    {
        string[] columns = ["Device", "FeaturesPosition", "Time", "Features"];
        bool hasLabel = view.Schema.GetColumnOrNull("Label") is not null;
        return [.. ViewText.Rows(view, hasLabel ? [.. columns, "Label"] : columns)
            .Select(row => row.Split(" | ")).Select(row =>
                $"{row[0]} {row[1]} {row[2]} {row[3]} -> {(hasLabel ? row[4].Trim('[', ']') : "")}")];
    }
}
