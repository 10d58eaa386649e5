using System.IO.Compression;

namespace RnnTrainer.Tests.Ts;

[TestClass]
public sealed class TsErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    [DataRow("", "line 1, column 1", "the end of the file", "a header")]
    [DataRow("label,value\n1,2\n", "line 1, column 1", "found 'label,value'", "a header field")]
    [DataRow("# text\n\n  1,2,3\n", "line 3, column 1", "found '1,2,3'", "a header field")]
    [DataRow("@relation x\n@data\n1\n", "line 1, column 11", "@relation", "ARFF or .tsf")]
    [DataRow("@timeStamps True\n@data\n1\n", "line 1, column 13", "@timeStamps true", "without time stamps")]
    [DataRow("@data\n(0,1),(1,2)\n", "line 2, column 1", "a time stamp", "without time stamps")]
    [DataRow("@univariate perhaps\n@data\n1\n", "line 1, column 13", "'perhaps'", "true or false behind @univariate")]
    [DataRow("@UNIVARIATE\n@data\n1\n", "line 1, column 12", "nothing", "true or false behind @UNIVARIATE")]
    [DataRow("@dimensions 0\n@data\n1\n", "line 1, column 13", "'0'", "whole number from 1")]
    [DataRow("@dimensions 2\n@univariate true\n@data\n1\n", "line 1, column 13", "2 channels beside @univariate true", "expected 1")]
    [DataRow("@seriesLength 9999999999\n@data\n1\n", "line 1, column 15", "'9999999999'", "whole number from 1")]
    [DataRow("@missing true\n@Missing false\n@data\n1\n", "line 2, column 10", "a second @Missing", "each field once")]
    [DataRow("@classLabel true\n@targetLabel true\n@data\n1:1\n", "line 2, column 14", "beside @classLabel true", "one kind of label")]
    [DataRow("@data 1,2\n", "line 1, column 7", "'1,2' behind @data", "the end of the line")]
    [DataRow("@problemName x\n", "line 2, column 1", "the end of the file", "@data")]
    [DataRow("@problemName x\n@data\n# nothing\n", "line 4, column 1", "the end of the file", "a row after @data")]
    [DataRow("@classLabel true\n@data\n1,2:a\n3,4\n", "line 4, column 4", "the end of the row", "a colon and the label")]
    [DataRow("@univariate true\n@data\n1,2:3,4\n", "line 3, column 8", "2 channels", "1, as the header says")]
    [DataRow("@data\n1,2:3,4\n1,2\n", "line 3, column 4", "1 channel", "2, as in line 2")]
    [DataRow("@univariate true\n@data\n1,2:3\n", "line 3, column 6", "2 channels", "must say @classLabel true or @targetLabel true")]
    [DataRow("@data\n1,2:3\n", "line 2, column 5", "1 value in channel 2", "must say @classLabel true or @targetLabel true")]
    [DataRow("@data\n1,2,3:1,2\n", "line 2, column 7", "2 values in channel 2", "3, as in channel 1")]
    [DataRow("@equalLength true\n@data\n1,2\n1,2,3\n", "line 4, column 1", "3 values in channel 1", "2, as in line 3")]
    [DataRow("@seriesLength 5\n@data\n1,2\n", "line 3, column 1", "2 values in channel 1", "5, as the header says")]
    public void AFileOfAnotherFormIsRefusedWhenItIsLoaded(string content, params string[] parts)
    {
        foreach (string file in new[] { content, content.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            string path = folder.Write("any.ts", file);
            AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => Load(path)), [path, .. parts]);
        }
    }

    [TestMethod]
    [DataRow("@data\n1,2\n3, x4\n", "line 3, column 4", "'x4'", "a number")]
    [DataRow("@data\n1,2\n3,\n", "line 3, column 3", "nothing", "a number")]
    [DataRow("@data\n1,,2\n", "line 2, column 3", "nothing", "a number")]
    [DataRow("@data\n1,1e39\n", "line 2, column 3", "'1e39'", "fits a Single")]
    [DataRow("@data\n1,Infinity\n", "line 2, column 3", "'Infinity'", "fits a Single")]
    [DataRow("@data\n1,1_000\n", "line 2, column 3", "'1_000'", "a number")]
    [DataRow("@data\n1,(2\n", "line 2, column 3", "a time stamp", "without time stamps")]
    [DataRow("@data\n1,2:ä, é\n", "line 2, column 5", "'?'", "a number")]
    [DataRow("@targetLabel true\n@data\n1,2:ä\n", "line 3, column 5", "'?'", "a number")]
    [DataRow("@classLabel true a b\n@data\n1,2: c\n", "line 3, column 6", "'c'", "one of a, b")]
    [DataRow("@classLabel true a b\n@data\n1,2:A\n", "line 3, column 5", "'A'", "one of a, b")]
    [DataRow("@classLabel true\n@data\n1,2:  \n", "line 3, column 5", "nothing", "the name of a class")]
    public void AValueThatIsWrongIsRefusedWhereItStands(string content, params string[] parts)
    {
        string path = folder.Write("any.ts", content);

        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => TsContent.Read(path)), [path, .. parts]);
    }

    [TestMethod]
    public void FilesOfOtherEncodingsAreRefused()
    {
        string utf16 = folder.PathOf("utf16.ts");
        File.WriteAllText(utf16, "@data\n1,2\n", System.Text.Encoding.Unicode);
        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => Load(utf16)), "line 1, column 1", "in UTF-8");

        string latin = folder.Write("latin.ts", [.. "@classLabel true\n@data\n1,2:caf"u8, 0xE9, (byte)'\n']);
        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => TsContent.Read(latin)), "line 3, column 5", "not UTF-8");
    }

    [TestMethod]
    public void BadArgumentsAreNamed()
    {
        string missing = folder.PathOf("missing.ts");

        Assert.AreEqual("catalog", Assert.ThrowsExactly<ArgumentNullException>(() => RnnDataCatalog.LoadFromTs(null!, missing)).ParamName);
        Assert.AreEqual("path", Assert.ThrowsExactly<ArgumentNullException>(() => Load(null!)).ParamName);
        Assert.AreEqual("path", Assert.ThrowsExactly<ArgumentException>(() => Load(" ")).ParamName);
        Assert.AreEqual(missing, Assert.ThrowsExactly<FileNotFoundException>(() => Load(missing)).FileName);
    }

    [TestMethod]
    public void AFolderIsNamedAsOneWithTheFilesInIt()
    {
        string name = Assert.ThrowsExactly<FileNotFoundException>(() => Load(folder.FullPath)).Message;
        Assert.AreEqual($"The .ts file '{folder.FullPath}' is a folder. It contains no *.ts; pass a file.", name);
        folder.Write("Coffee_TRAIN.ts", "@data\n1,2\n");
        folder.Write("Coffee_TEST.ts", "@data\n1,2\n");
        folder.Write("readme.txt", "");
        FileNotFoundException error = Assert.ThrowsExactly<FileNotFoundException>(() => Load(folder.FullPath));
        Assert.AreEqual($"The .ts file '{folder.FullPath}' is a folder. Pass a file in it: 'Coffee_TEST.ts', 'Coffee_TRAIN.ts'.",
            error.Message);
        Assert.AreEqual(folder.FullPath, error.FileName);
        FileNotFoundException idx = Assert.ThrowsExactly<FileNotFoundException>(() => new MLContext().Data.LoadFromIdx(folder.FullPath));
        StringAssert.Contains(idx.Message, "is a folder. It contains no *ubyte*");
    }

    [TestMethod]
    public void ACompressedFileIsNamedAsOne()
    {
        string gzip = folder.PathOf("set.ts.gz"), zip = folder.PathOf("set.zip");
        using (GZipStream file = new(File.Create(gzip), CompressionLevel.Fastest))
            file.Write("@data\n1,2\n"u8);
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            archive.CreateEntry("set.ts");
        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => Load(gzip)), $"'{gzip}' is compressed (gzip). Decompress it first");
        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => Load(zip)), $"'{zip}' is compressed (zip). Decompress it first");
    }

    [TestMethod]
    public void ARowChangedAfterLoadingIsRefused()
    {
        string path = folder.Write("any.ts", "@data\n1,2\n3,4\n5,6\n");
        IDataView view = Load(path);

        folder.Write("any.ts", "@data\n1,2\n3,5\n5,6\n");
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());
        for (int again = 0; again < 2; again++)
            AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => cursor.MoveNext()), path, "line 3", "LoadFromTs again");
        Assert.AreEqual(-1, cursor.Position);
    }

    [TestMethod]
    [DataRow("@data\n1,2\n3,4\n")]
    [DataRow("@data\n1,2\n3,4\n5,6\n7,8\n")]
    public void AFileOfAnotherLengthIsRefused(string after)
    {
        string path = folder.Write("any.ts", "@data\n1,2\n3,4\n5,6\n");
        IDataView view = Load(path);

        folder.Write("any.ts", after);
        AssertMessage(Assert.ThrowsExactly<InvalidDataException>(() => view.GetRowCursor(view.Schema)), path, "18", "LoadFromTs again");
    }

    // Windows does not let one process shorten a file that another reads.
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void AFileShortenedWhileItIsReadIsRefused()
    {
        string row = string.Join(",", Enumerable.Repeat("12345", 3000));
        string path = folder.Write("any.ts", $"@data\n{string.Concat(Enumerable.Repeat(row + "\n", 100))}");
        using FileStream writer = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        IDataView view = Load(path);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());

        writer.SetLength(900_000);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => { while (cursor.MoveNext()) { } });

        AssertMessage(error, path, "the end of the file in line 51", "LoadFromTs again");
    }

    private static IDataView Load(string path) => new MLContext().Data.LoadFromTs(path);

    private static void AssertMessage(Exception error, params string[] parts)
    {
        foreach (string part in parts)
            Assert.Contains(part, error.Message);
    }
}
