namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static IEnumerable<object[]> WrongFiles =>
    [
        ["empty file", Array.Empty<byte>(), "offset 0", "found the end of the file", "expected 4 more bytes"],
        ["text", "label,pixel"u8.ToArray(), "offset 0", "found bytes 6C 61", "expected 00 00"],
        ["second magic byte", new byte[] { 0, 1, 8, 1, 0, 0, 0, 1, 5 }, "offset 0", "found bytes 00 01", "expected 00 00"],
        ["unknown type", IdxBytes.Header(0x42, 1), "offset 2", "found type code 0x42", "expected one of 0x08, 0x09"],
        ["code between two types", IdxBytes.Header(0x0A, 1), "offset 2", "found type code 0x0A", "expected one of 0x08"],
        [
            "doubles too long for an array", IdxBytes.Header(0x0E, 1, 268_435_449), "offset 8", "a row at least 2147483592 bytes long",
            "expected rows of at most",
        ],
        [
            "cut in a float", (byte[])[.. IdxBytes.Header(0x0D, 2), 0, 0, 0, 0, 1, 2], "offset 14", "found the end of the",
            "expected 2 more bytes (8 bytes of header and 2 rows of 1 32-bit floats)",
        ],
        ["rank 0", new byte[] { 0, 0, 8, 0, 5 }, "offset 3", "found rank 0", "expected a rank of at least 1"],
        ["cut in a dimension", IdxBytes.Header(0x08, 2, 3)[..10], "offset 10", "found the end of the file", "expected 2 more bytes"],
        ["no rows", IdxBytes.Header(0x08, 0, 3), "offset 4", "found 0 as dimension 1 of 2", "expected at least 1"],
        ["zero dimension", IdxBytes.Header(0x08, 5, 3, 0), "offset 12", "found 0 as dimension 3 of 3", "expected at least 1"],
        [
            "row too long for an array", IdxBytes.Header(0x08, 1, uint.MaxValue), "offset 8", "a row at least 4294967295 bytes long",
            "expected rows of at most",
        ],
        [
            "product of two too long", IdxBytes.Header(0x08, 1, 65_536, 65_536), "offset 12", "a row at least 4294967296 bytes long",
            "expected rows of at most",
        ],
        [
            "product beyond 64 bits", IdxBytes.Header(0x08, 1, uint.MaxValue, uint.MaxValue, uint.MaxValue), "offset 8", "bytes long",
            "expected rows of at most",
        ],
        [
            "cut in the values", IdxBytes.Random(1, 5, 3)[..^2], "offset 25", "found the end of the",
            "expected 2 more bytes (12 bytes of header and 5 rows of 3 unsigned bytes)",
        ],
        [
            "claims more than 2^62 bytes", IdxBytes.Header(0x08, uint.MaxValue, 2_147_483_591), "offset 12", "found the end of the",
            "more bytes (12 bytes of header and 4294967295 rows of 2147483591 unsigned bytes)",
        ],
        ["trailing bytes", (byte[])[.. IdxBytes.Random(1, 5, 3), 1, 2, 3], "offset 27", "trailing bytes", "expected the end of the"],
    ];

    [TestMethod]
    [DynamicData(nameof(WrongFiles))]
    public void WrongFileIsRefusedWhenItIsLoaded(string what, byte[] content, string offset, string found, string expected)
    {
        string plain = folder.Write("plain", content);
        string gzip = folder.Write("gzip", IdxBytes.Gzip(content));
        string good = folder.Write("good", IdxBytes.Labels(5, 5));

        foreach (string path in new[] { plain, gzip })
        {
            AssertMessage(what, Assert.ThrowsExactly<InvalidDataException>(() => Load(path)), "images file", path, offset, found, expected);
            var labels = Assert.ThrowsExactly<InvalidDataException>(() => Load(good, path));
            AssertMessage(what, labels, "labels file", path, offset, found, expected);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void CountsThatDifferAreRefused(bool gzip)
    {
        string images = folder.Write("images", IdxBytes.Random(1, 6, 2));
        byte[] content = IdxBytes.Labels(5, 5);
        string labels = folder.Write("labels", gzip ? IdxBytes.Gzip(content) : content);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => Load(images, labels));

        AssertMessage("counts", error, "labels file", labels, "offset 4", "found 5 labels", "expected 6", images);
    }

    [TestMethod]
    public void LabelsOfAnotherRankAreRefused()
    {
        string images = folder.Write("images", IdxBytes.Random(1, 6, 2));

        var error = Assert.ThrowsExactly<InvalidDataException>(() => Load(images, images));

        AssertMessage("rank", error, "labels file", images, "offset 3", "found rank 2", "expected rank 1");
    }

    [TestMethod]
    public void MissingFileIsNamedWithItsRole()
    {
        string good = folder.Write("good", IdxBytes.Labels(5, 5));
        string missing = folder.PathOf("missing");

        var images = Assert.ThrowsExactly<FileNotFoundException>(() => Load(missing));
        var labels = Assert.ThrowsExactly<FileNotFoundException>(() => Load(good, missing));

        AssertMessage("images", images, "images file", missing);
        AssertMessage("labels", labels, "labels file", missing);
        Assert.AreEqual(missing, labels.FileName);
    }

    [TestMethod]
    public void BadArgumentsAreNamed()
    {
        string good = folder.Write("good", IdxBytes.Labels(5, 5));

        Assert.AreEqual("catalog", Assert.ThrowsExactly<ArgumentNullException>(() => RnnDataCatalog.LoadFromIdx(null!, good)).ParamName);
        Assert.AreEqual("imagesPath", Assert.ThrowsExactly<ArgumentNullException>(() => Load(null!)).ParamName);
        Assert.AreEqual("imagesPath", Assert.ThrowsExactly<ArgumentException>(() => Load("")).ParamName);
        Assert.AreEqual("labelsPath", Assert.ThrowsExactly<ArgumentException>(() => Load(good, " ")).ParamName);
        Assert.AreEqual("labelClasses", Assert.ThrowsExactly<ArgumentException>(() => Load(good, null, 10)).ParamName);
        Assert.AreEqual("labelClasses", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Load(good, good, 0)).ParamName);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void FileReplacedAfterLoadingIsRefused(bool gzip)
    {
        byte[] before = IdxBytes.Random(1, 6, 4, 3);
        byte[] after = IdxBytes.Random(1, 6, 3, 4);
        string path = folder.Write("images", gzip ? IdxBytes.Gzip(before) : before);
        IDataView view = Load(path);

        folder.Write("images", gzip ? IdxBytes.Gzip(after) : after);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => view.GetRowCursor(view.Schema));

        AssertMessage("replaced", error, "images file", path, "offset 0", "another header", "LoadFromIdx again");
    }

    // Windows does not let one process shorten a file that another reads.
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void FileShortenedWhileItIsReadIsRefused()
    {
        string path = folder.Write("images", IdxBytes.Random(1, 1000, 1000));
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        IDataView view = Load(path);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());

        writer.SetLength(500_000);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => { while (cursor.MoveNext()) { } });

        AssertMessage("shortened", error, path, "offset 500000", "found the end of the file", "expected 500012 more bytes");
        Assert.ThrowsExactly<InvalidDataException>(() => cursor.MoveNext()); // the end would look like success
    }

    private static IDataView Load(string imagesPath, string? labelsPath = null, int? labelClasses = null) =>
        new MLContext().Data.LoadFromIdx(imagesPath, labelsPath, labelClasses);

    private static void AssertMessage(string what, Exception error, params string[] parts)
    {
        foreach (string part in parts)
            Assert.Contains(part, error.Message, $"{what}: {error.Message}");
    }
}
