namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxSchemaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    [DataRow(new[] { 5 }, new[] { 1 })]
    [DataRow(new[] { 1, 1 }, new[] { 1 })]
    [DataRow(new[] { 5, 3 }, new[] { 3 })]
    [DataRow(new[] { 5, 2, 3 }, new[] { 2, 3 })]
    [DataRow(new[] { 2, 3, 1, 4, 5 }, new[] { 3, 1, 4, 5 })]
    public void PixelsHaveTheDimensionsOfTheFileAfterTheFirst(int[] dimensions, int[] expected)
    {
        IDataView view = new MLContext().Data.LoadFromIdx(folder.Write("images", IdxBytes.Random(1, dimensions)));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, expected), view.Schema["Pixels"].Type);
        Assert.AreEqual(dimensions[0], view.GetRowCount());
    }

    [TestMethod]
    public void HighestRankIsRead()
    {
        int[] dimensions = Enumerable.Repeat(1, 255).ToArray();
        dimensions[0] = 3;
        dimensions[254] = 2;
        byte[] content = IdxBytes.Random(1, dimensions);

        IDataView view = new MLContext().Data.LoadFromIdx(folder.Write("images", content));

        Assert.AreEqual(254, ((VectorDataViewType)view.Schema["Pixels"].Type).Dimensions.Length);
        CollectionAssert.AreEqual(content[^6..], view.GetColumn<byte[]>("Pixels").SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void WithoutLabelsFileThereIsNoLabelColumn()
    {
        IDataView view = new MLContext().Data.LoadFromIdx(folder.Write("images", IdxBytes.Random(1, 5, 2)));

        CollectionAssert.AreEqual(new[] { "Pixels" }, view.Schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(10)]
    [DataRow(256)]
    public void KeyLabelsMapBackToTheBytesOfTheFile(int classes)
    {
        string images = folder.Write("images", IdxBytes.Random(1, 300, 2));
        string labels = folder.Write("labels", IdxBytes.Labels(300, classes));
        var context = new MLContext();

        IDataView view = context.Data.LoadFromIdx(images, labels, classes);
        IDataView mapped = context.Transforms.Conversion.MapKeyToValue("Digit", "Label").Fit(view).Transform(view);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), classes), view.Schema["Label"].Type);
        CollectionAssert.AreEqual(Enumerable.Range(0, 300).Select(row => (uint)(row % classes) + 1).ToArray(),
            view.GetColumn<uint>("Label").ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 300).Select(row => (byte)(row % classes)).ToArray(),
            mapped.GetColumn<byte>("Digit").ToArray());
        VBuffer<byte> keyValues = default;
        view.Schema["Label"].GetKeyValues(ref keyValues);
        CollectionAssert.AreEqual(Enumerable.Range(0, classes).Select(digit => (byte)digit).ToArray(), keyValues.DenseValues().ToArray());
    }

    [TestMethod]
    public void LabelBeyondTheClassesIsRefusedWithItsOffset()
    {
        string images = folder.Write("images", IdxBytes.Random(1, 20, 2));
        string labels = folder.Write("labels", IdxBytes.Labels(20, classes: 10));
        IDataView view = new MLContext().Data.LoadFromIdx(images, labels, labelClasses: 9);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => view.GetColumn<uint>("Label").Count());

        foreach (string part in new[] { labels, "offset 17", "found label 9", "expected 0 to 8" }) // header 8, row 9
            Assert.Contains(part, error.Message);
    }
}
