namespace RnnTrainer.Tests.Idx;

/// <summary>IDX files of each type that the format has, and how their rows may be laid out.</summary>
[TestClass]
public sealed class IdxElementTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Each type's code and its lowest and highest value.</summary>
    public static IEnumerable<object[]> Types =>
        from gzip in new[] { false, true }
        from type in new (byte Code, Type Type, double Least, double Most)[]
        {
            (0x08, typeof(byte), 0, 255),
            (0x09, typeof(sbyte), -128, 127),
            (0x0B, typeof(short), -32_768, 32_767),
            (0x0C, typeof(int), int.MinValue, int.MaxValue),
            (0x0D, typeof(float), float.MinValue, float.MaxValue),
            (0x0E, typeof(double), double.MinValue, double.MaxValue),
        }
        select new object[] { gzip, type.Code, type.Type, type.Least, type.Most };

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void EveryTypeComesBackAsItself(bool gzip, byte code, Type type, double least, double most)
    {
        double[] values = [least, most, 0, 1, 100, 77];
        MLContext ml = new();
        string images = Write("images", gzip, IdxBytes.Of(code, values, 2, 3));
        string labels = Write("labels", gzip, IdxBytes.Of(code, values[..2], 2));

        IDataView view = ml.Data.LoadFromIdx(images, labels);

        Assert.AreEqual(type, ((VectorDataViewType)view.Schema["Pixels"].Type).ItemType.RawType);
        Assert.AreEqual(type, view.Schema["Label"].Type.RawType);
        IDataView doubles = ml.Transforms.Conversion
            .ConvertType([new InputOutputColumnPair("Pixels"), new InputOutputColumnPair("Label")], DataKind.Double)
            .Fit(view).Transform(view);
        CollectionAssert.AreEqual(values, doubles.GetColumn<double[]>("Pixels").SelectMany(row => row).ToArray());
        CollectionAssert.AreEqual(values[..2], doubles.GetColumn<double>("Label").ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void IntegersCanBeKeysAndFloatsCannot(bool gzip, byte code, Type type, double least, double most)
    {
        MLContext ml = new();
        double[] values = [2, 0, 1];
        string images = folder.Write("images", IdxBytes.Random(1, 3, 2)), labels = Write("labels", gzip, IdxBytes.Of(code, values, 3));
        if (type == typeof(float) || type == typeof(double))
        {
            AssertRefused("expected integers that can count 3 classes", () => ml.Data.LoadFromIdx(images, labels, labelClasses: 3));
            return;
        }
        IDataView view = ml.Data.LoadFromIdx(images, labels, labelClasses: 3);
        CollectionAssert.AreEqual(new uint[] { 3, 1, 2 }, view.GetColumn<uint>("Label").ToArray());
        IDataView back = ml.Transforms.Conversion.MapKeyToValue("Label").Fit(view).Transform(view);
        Assert.AreEqual(type, back.Schema["Label"].Type.RawType);
        IDataView numbers = ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Double).Fit(back).Transform(back);
        CollectionAssert.AreEqual(values, numbers.GetColumn<double>("Label").ToArray());

        if (most < int.MaxValue)
            Assert.ThrowsExactly<InvalidDataException>(() => ml.Data.LoadFromIdx(images, labels, labelClasses: (int)most + 2));
        if (least < 0)
        {
            string negative = folder.Write("negative", IdxBytes.Of(code, [0, -1, 1], 3));
            IDataView wrong = ml.Data.LoadFromIdx(images, negative, labelClasses: 3);
            AssertRefused("found label -1", () => wrong.GetColumn<uint>("Label").Count());
        }
    }

    /// <summary>QMNIST's labels: 8 integers a row, the class first.</summary>
    [TestMethod]
    public void QmnistLabelsAreTheFirstOfEight()
    {
        MLContext ml = new();
        string images = folder.Write("images", IdxBytes.Random(1, 3, 2));
        double[] rows = [5, 4, 9, 0, 0, 0, 1, 0, 0, 4, 9, 0, 1, 1, 1, 0, 4, 4, 9, 0, 2, 2, 1, 0];
        string labels = folder.Write("labels", IdxBytes.Of(0x0C, rows, 3, 8));
        CollectionAssert.AreEqual(new[] { 5, 0, 4 }, ml.Data.LoadFromIdx(images, labels).GetColumn<int>("Label").ToArray());
        IDataView keys = ml.Data.LoadFromIdx(images, labels, labelClasses: 10);
        CollectionAssert.AreEqual(new uint[] { 6, 1, 5 }, keys.GetColumn<uint>("Label").ToArray());

        string seven = folder.Write("seven", IdxBytes.Of(0x0C, rows[..21], 3, 7));
        AssertRefused("found rank 2", () => ml.Data.LoadFromIdx(images, seven));
    }

    /// <summary>EMNIST's images are stored column by column.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TransposedImagesHaveRowsAndColumnsSwapped(bool gzip)
    {
        MLContext ml = new();
        string images = Write("images", gzip, IdxBytes.Of(0x0B, [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60], 2, 1, 2, 3));
        IDataView view = ml.Data.LoadFromIdx(images, transposed: true);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Int16, 1, 3, 2), view.Schema["Pixels"].Type);
        CollectionAssert.AreEqual(
            new short[] { 1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60 }, view.GetColumn<short[]>("Pixels").SelectMany(row => row).ToArray());

        string flat = folder.Write("flat", IdxBytes.Random(1, 3, 2));
        AssertRefused("Leave transposed out", () => ml.Data.LoadFromIdx(flat, transposed: true));
    }

    /// <summary>A gzip file cannot claim more rows than its bytes could unpack to, whatever its trailer says.</summary>
    [TestMethod]
    public void RowsThatAGzipFileCannotHoldAreRefusedWhenItIsLoaded()
    {
        byte[] header = IdxBytes.Header(0x0E, 400_000_000);
        byte[] content = IdxBytes.Gzip([.. header, .. new byte[1000]]);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(^4..), (uint)(400_000_000L * 8 + header.Length));
        string path = folder.Write("forged", content);
        AssertRefused("rows of 1 64-bit floats", () => new MLContext().Data.LoadFromIdx(path));
    }

    private static void AssertRefused(string message, Func<object> read) =>
        Assert.Contains(message, Assert.ThrowsExactly<InvalidDataException>(read).Message);

    private string Write(string name, bool gzip, byte[] content) => folder.Write(name, gzip ? IdxBytes.Gzip(content) : content);
}
