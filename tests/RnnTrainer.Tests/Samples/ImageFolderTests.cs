using SkiaSharp;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Folders of images as data: one bad file is named, and nothing is written.</summary>
[TestClass]
public sealed class ImageFolderTests
{
    private static readonly byte[] Png = File.ReadAllBytes(Repository.PathOf("data", "images", "7", "00000.png"));

    // The header says another size: width, height, five bytes as they were, and the checksum (CRC-32, PNG specification) of it all.
    private static readonly byte[] Huge =
        [.. Png[..16], 0x00, 0x00, 0xEA, 0x60, 0x00, 0x00, 0xEA, 0x60, .. Png[24..29], 0xA5, 0xB9, 0x2A, 0x9E, .. Png[33..]];

    private static readonly byte[] FewRows = [.. Png[..20], 0x00, 0x00, 0x0A, 0xF0, .. Png[24..29], 0x92, 0x90, 0x04, 0xFF, .. Png[33..]];

    public static IEnumerable<object[]> BadNames => BadFiles.Select(bad => new object[] { bad.Name });

    private static IReadOnlyList<(string Name, byte[]? Content, string Message)> BadFiles =>
    [
        ("text.png", "hello"u8.ToArray(), "cannot be read as an image"),
        ("empty.png", [], "is empty"),
        ("start.png", Png[..^20], "the image is cut short"),
        ("damaged.png", [.. Png[..60], .. new byte[30], .. Png[90..]], "cannot be read as an image"),
        ("huge.png", Huge, "has 60,000 x 60,000 pixels; the limit is 40,000,000 pixels"),
        ("few-rows.png", FewRows, "is damaged: the image is cut short"),
        ("start.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "the image is cut short"),
        ("start.bmp", ImageBytes.Bmp()[..^20], "the image is cut short"),
        ("start.gif", ImageBytes.Gif()[..^20], "the image is cut short"),
        ("start.webp", ImageBytes.Encoded(SKEncodedImageFormat.Webp)[..^20], "the image is cut short"),
        ("closed.jpg", [.. ImageBytes.Encoded(SKEncodedImageFormat.Jpeg)[..^40], 0xFF, 0xD9], "the image is cut short"),
        ("missing.png", null, "There is no file"),
    ];

    [TestMethod]
    [DynamicData(nameof(BadNames))]
    public void BadFileIsNamed(string name)
    {
        (_, byte[]? content, string message) = BadFiles.Single(bad => bad.Name == name);
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

    /// <summary>Wherever a JPEG file is cut, it is told from a whole one, though an end marker closes it.</summary>
    [TestMethod]
    public void JpegFileCutAnywhereAndClosedIsNamed()
    {
        using TemporaryFolder folder = new();
        byte[] jpeg = ImageBytes.Encoded(SKEncodedImageFormat.Jpeg);
        byte[] preview = [0xFF, 0xE1, 0, 8, (byte)'x', 0xFF, 0xD8, 0xFF, 0xD9, 0]; // with an end marker of its own
        string whole = folder.Write("whole.jpg", jpeg), withPreview = folder.Write("preview.jpg", [.. jpeg[..2], .. preview, .. jpeg[2..]]);
        int scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        string[] cut = [.. Enumerable.Range(0, 60).Select(i => scan + 14 + i * (jpeg.Length - scan - 18) / 60)
            .Select(length => folder.Write($"{length}.jpg", [.. jpeg[..length], 0xFF, 0xD9]))];

        ChildProcess child = Run(["predict", SampleModel.File, whole, withPreview, .. cut]);

        Assert.AreEqual(3, child.ExitCode);
        Assert.HasCount(2, child.Lines);
        Assert.AreEqual(child.Lines[0].Replace(whole, withPreview, StringComparison.Ordinal), child.Lines[1]);
        string[] errors = child.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string path in cut)
        {
            string error = Assert.ContainsSingle(error => error.Contains($"'{path}'", StringComparison.Ordinal), errors);
            Assert.Contains("is damaged: the image is cut short", error);
        }
    }

    /// <summary>Systems and programs leave files among the images; they are no classes, and no images.</summary>
    [TestMethod]
    public void HiddenAndForeignFilesAreSkippedAndCounted()
    {
        using TemporaryFolder folder = new();
        string[] paths = [.. ((string[])["0", "1"]).SelectMany(label => Enumerable.Range(0, 10).Select(i => $"{label}/{i}.png"))];
        string[] foreign =
        [
            ".ipynb_checkpoints/a-checkpoint.png", ".DS_Store", "__MACOSX/0/._a.png", "0/._0.png", "0/Thumbs.db", "1/notes.txt",
            "1/.ipynb_checkpoints/0-checkpoint.png", "readme.png", "2/notes.txt",
        ];
        foreach (string path in (string[])[.. paths, .. foreign])
            folder.Write($"digits/{path}", Png);
        string data = folder.PathOf("digits"), model = folder.PathOf("model.zip");

        ChildProcess child = Run("train", "--data", data, "--steps", "5", "--batch-size", "5", "--model", model).Succeeded();

        string remark = $"Skipped 9 files in '{data}': hidden files, or not images in a class folder, such as '.DS_Store'.";
        Assert.Contains(remark, child.Lines);
        CollectionAssert.AreEqual(new[] { "0", "1" }, Load(model).Model.LabelValues.Select(value => $"{value}").ToArray());
        ChildProcess read = Run("images", "read", data, "--images", folder.PathOf("i"), "--labels", folder.PathOf("l")).Succeeded();
        Assert.StartsWith("20 images written", read.Lines[1]);

        folder.Write("none/photos/a.heic", Png);
        AssertRefused(3, "Other files were found, such as 'photos/a.heic'.".Replace('/', Path.DirectorySeparatorChar),
            Run("images", "read", folder.PathOf("none"), "--images", folder.PathOf("x"), "--labels", folder.PathOf("y")));
    }

    [TestMethod]
    [DataRow("val")]
    [DataRow("valid")]
    [DataRow("validation")]
    public void FoldersTrainAndValAreTrainedAndTestedOn(string val)
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 12; i++)
            folder.Write($"digits/{(i < 8 ? "train" : val)}/{i % 2}/{i}.png", Png);
        string[] network = ["--steps", "5", "--batch-size", "4", "--model", folder.PathOf("model.zip")];
        string[] train = ["train", "--data", folder.PathOf("digits"), .. network];
        Assert.Contains("gives the same 4 predictions", Run(train).Succeeded().Output);

        folder.Write("digits/test/0/a.png", Png);
        ChildProcess both = Run(train).Succeeded();
        Assert.Contains("gives the same 1 predictions", both.Output);
        Assert.Contains($"'{folder.PathOf("digits", val)}' is not used: test images come from 'test'.", both.Lines);
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
