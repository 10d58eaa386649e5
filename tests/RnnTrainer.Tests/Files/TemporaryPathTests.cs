using RnnTrainer.Files;


namespace RnnTrainer.Tests.Files;

/// <summary>What a killed process has left of a file is removed when the file is written again, and nothing else is.</summary>
[TestClass]
public sealed class TemporaryPathTests
{
    [TestMethod]
    public void OnlyWhatNobodyHasWrittenToForMinutesIsRemoved()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("model.onnx");
        string stale = Old(folder.Write(Path.GetFileName(TemporaryPath.Of(path)), "half"));
        string[] others =
        [
            folder.Write(Path.GetFileName(TemporaryPath.Of(path)), "another process is between two steps"),
            Old(folder.Write(Path.GetFileName(TemporaryPath.Of(folder.PathOf("model.onnx.bak"))), "of another file")),
            Old(folder.Write(Path.GetFileName(TemporaryPath.Of(folder.PathOf("model"))), "of another file")),
            Old(folder.Write($"model.onnx.mine{TemporaryPath.Extension}", "not a name of ours")),
        ];

        WholeFile.Write(path, stream => stream.Write([1]));

        Assert.IsFalse(File.Exists(stale));
        CollectionAssert.AreEquivalent(others.Append(path).ToArray(), Directory.GetFiles(folder.FullPath));
    }

    [TestMethod]
    public void AFileThatIsHeldOpenStays()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("model.onnx"), held = TemporaryPath.Of(path);
        using (new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            Old(held);
            TemporaryPath.RemoveStale(path);
            Assert.IsTrue(File.Exists(held));
        }
        TemporaryPath.RemoveStale(path);
        Assert.IsFalse(File.Exists(held));
    }

    /// <summary>Files are written into a folder for minutes, while its own time stays that of its first.</summary>
    [TestMethod]
    public void AFolderIsAsOldAsItsNewestFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("digits"), temporary = TemporaryPath.Of(path);
        string file = folder.Write(Path.Combine(Path.GetFileName(temporary), "3", "00007.png"), [1]);
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(file)!, DateTime.UtcNow.AddHours(-1));
        Directory.SetLastWriteTimeUtc(temporary, DateTime.UtcNow.AddHours(-1));
        TemporaryPath.RemoveStale(path);
        Assert.IsTrue(File.Exists(file));
        Old(file);
        TemporaryPath.RemoveStale(path);
        Assert.IsFalse(Directory.Exists(temporary));
    }

    private static string Old(string path)
    {
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        return path;
    }
}
