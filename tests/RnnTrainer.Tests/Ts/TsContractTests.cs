using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Ts;

[TestClass]
public sealed class TsContractTests : IDisposable
{
    private static readonly RnnOptions Options = new() { HiddenSize = 4, Steps = 3, Seed = 1 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    [DataRow(6)]
    [DataRow(null)]
    public void TsFilesKeepTheContractOfADataView(int? steps)
    {
        MLContext ml = new(1);
        IDataView view = ml.Data.LoadFromTs(Write(40, steps, row => $"class {row % 3}"));

        EstimatorContract.CheckView(view);
        EstimatorContract.Check(ml,
            ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Rnn(Options)), view);
    }

    [TestMethod]
    public void NumbersAreLabelsOfARegression()
    {
        MLContext ml = new(1);
        IDataView view = ml.Data.LoadFromTs(Write(40, null, row => row / 8f));

        EstimatorContract.Check(ml, ml.Regression.Trainers.Rnn(Options), view);
    }

    [TestMethod]
    public void AParallelSetSharesTheRowsOfALargeFile()
    {
        IDataView view = new MLContext().Data.LoadFromTs(Write(3000, 20, row => $"{row % 3}"));

        EstimatorContract.CheckView(view);
        DataViewRowCursor[] set = view.GetRowCursorSet(view.Schema, 3);
        Assert.HasCount(3, set);
        foreach (DataViewRowCursor cursor in set)
        {
            using (cursor)
                Assert.IsTrue(cursor.MoveNext());
        }
    }

    [TestMethod]
    [DataRow(6)]
    [DataRow(null)]
    public void RowsComeBackFromABinaryFile(int? steps)
    {
        MLContext ml = new(1);
        IDataView view = ml.Data.LoadFromTs(Write(40, steps, row => $"class {row % 3}"));
        string path = folder.PathOf("rows.idv");
        using (FileStream file = File.Create(path))
            ml.Data.SaveAsBinary(view, file);

        IDataView loaded = ml.Data.LoadFromBinary(path);

        CollectionAssert.AreEqual(ViewText.Of(view.Schema), ViewText.Of(loaded.Schema));
        CollectionAssert.AreEqual(ViewText.Rows(view, "Features", "Label"), ViewText.Rows(loaded, "Features", "Label"));
    }

    [TestMethod]
    public void AFileIsClosedAtTheEndOrOnDispose()
    {
        string path = Write(5, 6, row => $"{row}");
        IDataView view = new MLContext().Data.LoadFromTs(path);
        File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

        DataViewRowCursor abandoned = view.GetRowCursor(view.Schema);
        Assert.IsTrue(abandoned.MoveNext());
        Assert.Throws<IOException>(() => File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        abandoned.Dispose();
        File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        Assert.IsFalse(abandoned.MoveNext());
    }

    // Every published file at hand, where there are some; their values are finite or missing, and each row has its label.
    [TestMethod]
    public void PublishedFilesAreRead()
    {
        string? data = Environment.GetEnvironmentVariable("RNNTRAINER_DATA");
        if (data is null || !Directory.Exists(Path.Combine(data, "ts")))
            Assert.Inconclusive("Set RNNTRAINER_DATA to a folder with the folder ts of .ts files of the UCR archive.");
        foreach (string path in Directory.GetFiles(Path.Combine(data, "ts"), "*.ts"))
        {
            if (File.ReadLines(path).Any(line => line.StartsWith("@timeStamps true", StringComparison.OrdinalIgnoreCase)))
            {
                Assert.Contains("@timeStamps true", Assert.ThrowsExactly<InvalidDataException>(() => TsContent.Read(path)).Message);
                continue;
            }
            TsContent content = TsContent.Read(path);
            Assert.IsTrue(content.Rows.All(row => row.Label is not null && !row.Values.Any(float.IsInfinity)), path);
        }
    }

    private string Write(int rows, int? steps, Func<int, object> label)
    {
        Random random = new(1);
        TsContent content = new(2, steps, [.. Enumerable.Range(0, rows).Select(row =>
            (Enumerable.Range(0, 2 * (steps ?? 3 + row % 4)).Select(_ => random.NextSingle()).ToArray(), (object?)label(row)))]);
        return folder.Write("rows.ts", content.ToFile());
    }
}
