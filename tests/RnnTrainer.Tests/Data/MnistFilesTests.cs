using System.Security.Cryptography;
using RnnTrainer.Tests.Idx;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class MnistFilesTests
{
    // The sums of the canonical files, as published with them.
    [TestMethod]
    [DataRow("train-images-idx3-ubyte", 47_040_016, "6bbc9ace898e44ae57da46a324031adb")]
    [DataRow("train-labels-idx1-ubyte", 60_008, "a25bea736e30d166cdddb491f175f624")]
    [DataRow("t10k-images-idx3-ubyte", 7_840_016, "2646ac647ad5339dbf082846283269ea")]
    [DataRow("t10k-labels-idx1-ubyte", 10_008, "27ae3e4e09519cfbb04c329615203637")]
    public void FileIsTheCanonicalOne(string name, int size, string md5)
    {
        byte[] content = IdxBytes.Gunzip(Repository.PathOf("data", "mnist", name + ".gz"));

        Assert.HasCount(size, content);
#pragma warning disable CA5351 // The published sums are MD5; nothing secret depends on them.
        Assert.AreEqual(md5, Convert.ToHexStringLower(MD5.HashData(content)));
#pragma warning restore CA5351
        string readme = File.ReadAllText(Repository.PathOf("data", "README.md"));
        Assert.Contains(md5, readme);
    }

    [TestMethod]
    [DataRow("train", 60_000, new byte[] { 5, 0, 4, 1, 9 })]
    [DataRow("t10k", 10_000, new byte[] { 7, 2, 1, 0, 4 })]
    public void ViewHasAllRowsAndTheKnownFirstLabels(string set, int rows, byte[] firstLabels)
    {
        IDataView view = Load(set, labelClasses: null);

        Assert.AreEqual(rows, view.GetRowCount());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 28, 28), view.Schema["Pixels"].Type);
        Assert.AreEqual(NumberDataViewType.Byte, view.Schema["Label"].Type);
        CollectionAssert.AreEqual(firstLabels, view.GetColumn<byte>("Label").Take(5).ToArray());
        Assert.AreEqual(rows, view.GetColumn<byte[]>("Pixels").Count());
    }

    [TestMethod]
    public void OnePassOverTheTrainingImagesKeepsNothingInMemory()
    {
        IDataView view = Load("train", labelClasses: 10);
        long before = GC.GetAllocatedBytesForCurrentThread();

        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<byte>> getPixels = cursor.GetGetter<VBuffer<byte>>(view.Schema["Pixels"]);
        VBuffer<byte> pixels = default;
        while (cursor.MoveNext())
            getPixels(ref pixels);

        // The images are 47 MB; buffers are 64 KB a file.
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IDataView Load(string set, int? labelClasses) => new MLContext().Data.LoadFromIdx(
        Repository.PathOf("data", "mnist", set + "-images-idx3-ubyte.gz"),
        Repository.PathOf("data", "mnist", set + "-labels-idx1-ubyte.gz"),
        labelClasses);
}
