using System.Runtime.Versioning;
using RnnTrainer.Files;

namespace RnnTrainer.Tests.Files;

/// <summary>What a file is written over stays what it is: its permissions, a link, a pipe.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class WholeFileTests
{
    private static readonly byte[] Content = [1, 2, 3];

    [TestMethod]
    [DataRow(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [DataRow(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [DataRow(UnixFileMode.UserRead)]
    public void AReplacedFileKeepsItsPermissions(UnixFileMode mode)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("model", "before");
        File.SetUnixFileMode(path, mode);
        WholeFile.Write(path, stream => stream.Write(Content));
        Assert.AreEqual(mode, File.GetUnixFileMode(path));
        CollectionAssert.AreEqual(Content, File.ReadAllBytes(path));
        Assert.HasCount(1, Directory.GetFiles(folder.FullPath));
    }

    [TestMethod]
    public void ALinkStaysOneAndItsTargetIsReplaced()
    {
        using TemporaryFolder folder = new();
        string target = folder.Write("deep/target", "before"), first = folder.PathOf("first"), second = folder.PathOf("second"),
            dangling = folder.PathOf("dangling");
        File.CreateSymbolicLink(first, target);
        File.CreateSymbolicLink(second, "first");
        File.CreateSymbolicLink(dangling, "deep/new");
        WholeFile.Write(second, stream => stream.Write(Content));
        WholeFile.Write(dangling, stream => stream.Write(Content));
        Assert.IsNotNull(new FileInfo(first).LinkTarget);
        Assert.IsNotNull(new FileInfo(second).LinkTarget);
        CollectionAssert.AreEqual(Content, File.ReadAllBytes(target));
        CollectionAssert.AreEqual(Content, File.ReadAllBytes(folder.PathOf("deep", "new")));
    }

    [TestMethod]
    public async Task APipeIsWrittenAndStaysAPipe()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("pipe");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [path]))
            await made.WaitForExitAsync();
        foreach (int time in new[] { 1, 2 })
        {
            Task<byte[]> read = Task.Run(() =>
            {
                using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using MemoryStream all = new();
                stream.CopyTo(all);
                return all.ToArray();
            });
            await Task.Run(() => WholeFile.Write(path, stream => stream.Write(Content))).WaitAsync(TimeSpan.FromMinutes(1));
            CollectionAssert.AreEqual(Content, await read.WaitAsync(TimeSpan.FromMinutes(1)), $"time {time}");
        }
    }

    [TestMethod]
    public void ALongNameIsWritten()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { new string('n', 255), new string('\u00e9', 127) })
        {
            WholeFile.Write(folder.PathOf(name), stream => stream.Write(Content));
            CollectionAssert.AreEqual(Content, File.ReadAllBytes(folder.PathOf(name)));
        }
        Assert.HasCount(2, Directory.GetFiles(folder.FullPath));
    }
}
