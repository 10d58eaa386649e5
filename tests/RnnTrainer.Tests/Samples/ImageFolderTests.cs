using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Folders of images as data: one bad file is named, and nothing is written.</summary>
[TestClass]
public sealed class ImageFolderTests
{
    private static readonly byte[] Png = File.ReadAllBytes(Repository.PathOf("data", "images", "7", "00000.png"));

    // The header says another size: width, height, five bytes as they were, and the checksum (CRC-32, PNG specification) of it all.
    private static readonly byte[] Huge = [.. Png[..16], 0x00, 0x00, 0xEA, 0x60, 0x00, 0x00, 0xEA, 0x60, .. Png[24..29], 0xA5, 0xB9, 0x2A, 0x9E, .. Png[33..]];
    private static readonly byte[] FewRows = [.. Png[..20], 0x00, 0x00, 0x0A, 0xF0, .. Png[24..29], 0x92, 0x90, 0x04, 0xFF, .. Png[33..]];

    public static IEnumerable<(string Name, byte[]? Content, string Message)> BadFiles =>
    [
        ("text.png", "hello"u8.ToArray(), "cannot be read as an image"),
        ("empty.png", [], "is empty"),
        ("start.png", Png[..^20], "only the start of an image"),
        ("damaged.png", [.. Png[..60], .. new byte[30], .. Png[90..]], "cannot be read as an image"),
        ("huge.png", Huge, "has 60,000 x 60,000 pixels, but images of at most 40,000,000 pixels are read"),
        ("few-rows.png", FewRows, "is damaged: it holds only the start of an image"),
        ("start.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "only the start of an image"),
        ("missing.png", null, "There is no file"),
    ];

    [TestMethod]
    [DynamicData(nameof(BadFiles))]
    public void BadFileIsNamed(string name, byte[]? content, string message)
    {
        using TemporaryFolder folder = new();
        string[] labels = ["0", "1", "2"];
        foreach (string label in labels)
            folder.Write($"digits/{label}/good.png", Png);
        string[] lines = ["path\tlabel", .. labels.Select(label => $"{label}/good.png\t{label}"), $"1/{name}\t1", ""];
        folder.Write("digits/labels.tsv", string.Join('\n', lines));
        if (content is not null)
            folder.Write($"digits/1/{name}", content);

        string[] output = ["--images", folder.PathOf("i"), "--labels", folder.PathOf("l")];
        ChildProcess child = Run(["images", "read", folder.PathOf("digits"), .. output]);

        AssertRefused(3, message, child);
        Assert.Contains($"'{folder.PathOf("digits", $"1/{name}")}'", child.Error);
        CollectionAssert.AreEqual(new[] { folder.PathOf("digits") }, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void TrainingNamesTheBadFileToo()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 10; i++)
            folder.Write($"digits/{i % 2}/{i}.png", Png);
        string bad = folder.Write("digits/1/bad.png", "hello");
        ChildProcess child = Run("train", "--data", folder.PathOf("digits"), "--steps", "5", "--model", folder.PathOf("model.zip"));
        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains(bad, OneLine(child.Error));
        Assert.IsFalse(File.Exists(folder.PathOf("model.zip")));
    }

    [TestMethod]
    [DataRow("path\tlabel\n1/a.png 1\n", "Line 2 of")]
    [DataRow("path\tlabel\n", "holds neither")]
    [DataRow("", "holds neither")]
    public void BadListIsOneLine(string list, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write("labels.tsv", list);
        AssertRefused(3, message, Run("evaluate", SampleModel.File, "--data", folder.FullPath));
    }
}
