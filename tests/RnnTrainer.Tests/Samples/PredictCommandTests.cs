using System.Diagnostics;
using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console telling digits on images.</summary>
[TestClass]
public sealed class PredictCommandTests
{
    private static readonly string Images = Repository.PathOf("data", "images");

    /// <summary>An image of the network's size, light on dark, is taken as it is.</summary>
    [TestMethod]
    public void ImagesOfTestDigitsAreToldAsTheDigitsBitForBit()
    {
        JsonElement[] files = Predict("--json", "--top", "10", Path.Combine(Images, "*", "*.png"));
        Assert.HasCount(100, files);
        string[] indexes = [.. files.Select(file => $"{int.Parse(Path.GetFileNameWithoutExtension(PathOf(file)))}")];
        JsonElement[] digits = Predict(["--json", "--top", "10", "--idx", .. indexes]);

        foreach ((JsonElement file, JsonElement digit) in files.Zip(digits))
        {
            Assert.AreEqual($"{digit.GetProperty("predictions")}", $"{file.GetProperty("predictions")}");
            Assert.AreEqual(Path.GetFileName(Path.GetDirectoryName(PathOf(file))), digit.GetProperty("label").GetString());
            Assert.IsFalse(file.GetProperty("inverted").GetBoolean());
        }

        // And both are what the model says in another program.
        MLContext ml = new();
        float[][] scores = [.. SampleModel.Load(ml).Transform(Mnist.TestFile(ml)).GetColumn<float[]>("Score")];
        foreach ((JsonElement digit, string index) in digits.Zip(indexes))
        {
            float[] score = scores[int.Parse(index)];
            JsonElement[] predictions = [.. digit.GetProperty("predictions").EnumerateArray()];
            float[] probabilities = [.. predictions.Select(one => one.GetProperty("probability").GetSingle())];
            CollectionAssert.AreEqual(score.OrderDescending().ToArray(), probabilities);
            Assert.AreEqual($"{score.IndexOf(score.Max())}", predictions[0].GetProperty("class").GetString());
        }
    }

    /// <summary>An image of the network's size, dark on light, is inverted and otherwise taken as it is.</summary>
    [TestMethod]
    public void InvertedTestDigitsAreToldAsTheDigitsBitForBit()
    {
        // With paper of 0 and ink up to 255 the inverse of the inverse is the digit itself.
        (int index, byte[] pixels)[] digits = [.. Mnist.TestFile(new MLContext()).GetColumn<byte[]>("Pixels").Index()
            .Where(digit => digit.Item.Max() == byte.MaxValue).Take(50)];
        using TemporaryFolder folder = new();
        foreach ((int index, byte[] pixels) in digits)
            folder.Write($"{index:D3}.png", DarkOnLight(pixels));

        JsonElement[] inverted = Predict("--json", "--top", "10", folder.PathOf("*.png"));
        JsonElement[] originals = Predict(["--json", "--top", "10", "--idx", .. digits.Select(digit => $"{digit.index}")]);

        Assert.HasCount(50, inverted);
        foreach ((JsonElement image, JsonElement digit) in inverted.Zip(originals))
        {
            Assert.IsTrue(image.GetProperty("inverted").GetBoolean(), PathOf(image));
            Assert.AreEqual($"{digit.GetProperty("predictions")}", $"{image.GetProperty("predictions")}", PathOf(image));
        }
    }

    /// <summary>Size, place, colours and kind of file cost next to nothing.</summary>
    [TestMethod]
    public void DigitsDrawnInAnyWayAreToldNearlyAsWell()
    {
        const int count = 200;
        MLContext ml = new();
        byte[][] pixels = [.. Mnist.TestFile(ml).GetColumn<byte[]>("Pixels").Take(count)];
        string[] labels = [.. SampleModel.Labels().Take(count).Select(label => $"{label}")];
        using TemporaryFolder folder = new();
        foreach (DrawnDigit way in DrawnDigit.Ways)
            Parallel.For(0, count, i => way.Write(folder, i, pixels[i]));

        JsonElement[] originals = Predict(["--json", "--idx", .. Enumerable.Range(0, count).Select(i => $"{i}")]);
        int Right(JsonElement[] predictions) => predictions.Zip(labels).Count(pair => ClassOf(pair.First) == pair.Second);
        JsonElement[] drawn = Predict("--json", Path.Combine(folder.FullPath, "**", "*.*"));

        Assert.HasCount(count * DrawnDigit.Ways.Count, drawn);
        foreach (DrawnDigit way in DrawnDigit.Ways)
        {
            JsonElement[] predictions =
                [.. drawn.Where(one => Path.GetDirectoryName(PathOf(one)) == folder.PathOf(way.Name))];
            Assert.HasCount(count, predictions);
            Assert.IsGreaterThanOrEqualTo(0.95 * Right(originals), Right(predictions), way.Name);
            Assert.IsTrue(predictions.All(one => one.GetProperty("inverted").GetBoolean() == way.IsDarkOnLight), way.Name);
        }
    }

    [TestMethod]
    public void LinesSayWhatIsInvertedAndDrawingsShowWhatTheNetworkSees()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new();
        byte[] pixels = Mnist.TestFile(ml).GetColumn<byte[]>("Pixels").First();
        DrawnDigit way = DrawnDigit.Ways.Single(way => way.Name == "black-on-white");
        way.Write(folder, 0, pixels);
        string image = folder.PathOf(way.Name, "000.png"), original = Path.Combine(Images, "7", "00000.png");

        ChildProcess child = Run("predict", SampleModel.File, original, image, "--top", "2", "--draw").Succeeded();

        Assert.AreEqual("", child.Error);
        Assert.DoesNotContain('\e', child.Output);
        Assert.StartsWith($"{original}: 7 (0.", child.Lines[0]);
        Assert.StartsWith($"{image}: 7 (0.", child.Lines[1]);
        Assert.DoesNotContain("inverted", child.Lines[0]);
        Assert.EndsWith("  (dark on light, inverted)", child.Lines[1]);
        Assert.Contains(line => line.Contains('█', StringComparison.Ordinal), child.Lines);

        Assert.HasCount(1, Run("predict", SampleModel.File, original).Succeeded().Lines);
    }

    [TestMethod]
    public void WhatCannotBeReadDoesNotStopTheOthers()
    {
        using TemporaryFolder folder = new();
        string good = Path.Combine(Images, "1", "00002.png");
        byte[] png = File.ReadAllBytes(good);
        string[] bad =
        [
            folder.Write("text.png", "hello"), folder.Write("empty.jpg", ""), folder.Write("start.png", png.AsSpan(..^20)),
            folder.Write("blank.png", Blank()), folder.PathOf("none.png"), Directory.CreateDirectory(folder.PathOf("empty")).FullName,
            folder.PathOf("*.gif"),
        ];
        string[] messages =
        [
            "cannot be read as an image", "is empty", "the image is cut short",
            "is blank", "There is no file", "has no image files", "No file matches",
        ];

        ChildProcess child = Run(["predict", SampleModel.File, .. bad, good]);

        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.StartsWith($"{good}: 1 (", Assert.ContainsSingle(child.Lines));
        string[] errors = child.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(bad.Length, errors);
        foreach ((string path, string message) in bad.Zip(messages))
            Assert.Contains(message, Assert.ContainsSingle(error => error.Contains($"'{path}'", StringComparison.Ordinal), errors));
    }

    [TestMethod]
    public void PathsComeFromStandardInputAndKeepTheirOrder()
    {
        string[] paths = [.. ((string[])["9/00007.png", "0/00003.png", "4/00004.png"]).Select(path => Path.Combine(Images, path))];
        string input = string.Join('\n', paths) + "\n\n";
        ChildProcess child = ChildProcess.ProgramReading("src/Samples", "rnn-samples", input, "predict", SampleModel.File, "-").Succeeded();
        CollectionAssert.AreEqual(paths, child.Lines.Select(line => line[..line.LastIndexOf(": ", StringComparison.Ordinal)]).ToArray());
    }

    /// <summary>Another program may write a path only when it has read what the last one shows.</summary>
    [TestMethod]
    public async Task EachPathFromStandardInputIsAnsweredAtOnce()
    {
        using Process process = ChildProcess.StartProgram("src/Samples", "rnn-samples", "predict", SampleModel.File, "-");
        foreach (string path in ((string[])["9/00007.png", "0/00003.png"]).Select(path => Path.Combine(Images, path)))
        {
            await process.StandardInput.WriteLineAsync(path);
            await process.StandardInput.FlushAsync();
            string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            Assert.StartsWith($"{path}: ", line!);
        }
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has other rights
    public void FolderThatMayNotBeReadDoesNotStopTheOthers()
    {
        using TemporaryFolder folder = new();
        string closed = Directory.CreateDirectory(folder.PathOf("closed")).FullName, good = Path.Combine(Images, "9", "00007.png");
        if (Environment.IsPrivilegedProcess)
            Assert.Inconclusive("An administrator may read every folder.");
        if (!OperatingSystem.IsWindows()) // excluded above, which the compiler does not see
            File.SetUnixFileMode(closed, UnixFileMode.None);
        ChildProcess child = Run("predict", SampleModel.File, Path.Combine(closed, "*.png"), good);
        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains("denied", OneLine(child.Error));
        Assert.StartsWith($"{good}: ", Assert.ContainsSingle(child.Lines));
    }

    [TestMethod]
    [DataRow(2, "Nothing to predict")]
    [DataRow(2, "Both image files and --idx", "x.png", "--idx=3")]
    [DataRow(2, "need --idx", "x.png", "--data", "x")]
    [DataRow(2, "--idx must be a whole number, 0 or more, but is '-1'.", "--idx", "-1")]
    [DataRow(2, "--top must be a whole number, 1 or more, but is '0'.", "x.png", "--top=0")]
    [DataRow(2, "--labels also needs --images", "--idx=1", "--labels", "x")]
    [DataRow(3, "There is no image 10000 in 'MNIST's test digits', which has 10,000, counted from 0.", "--idx", "10000")]
    public void BadInputIsOneLine(int code, string message, params string[] arguments) =>
        AssertRefused(code, message, Run(["predict", SampleModel.File, .. arguments]));

    [TestMethod]
    public void ImagesOfAnotherSizeAreRefused()
    {
        using Idx.IdxPair pair = new(gzip: false, 3, 14, 14);
        AssertRefused(3, "was trained on images of 28 x 28 pixels",
            Run("predict", SampleModel.File, "--idx=1", "--images", pair.ImagesPath));
    }

    private static byte[] DarkOnLight(byte[] pixels)
    {
        using SkiaSharp.SKBitmap bitmap = new(28, 28);
        bitmap.Pixels = [.. pixels.Select(value => (byte)(byte.MaxValue - value)).Select(grey => new SkiaSharp.SKColor(grey, grey, grey))];
        return bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static byte[] Blank()
    {
        using SkiaSharp.SKBitmap bitmap = new(50, 60);
        bitmap.Erase(SkiaSharp.SKColors.Beige);
        return bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static JsonElement[] Predict(params string[] arguments)
    {
        ChildProcess child = Run(["predict", SampleModel.File, .. arguments]).Succeeded();
        return [.. child.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static string PathOf(JsonElement prediction) => prediction.GetProperty("path").GetString()!;

    private static string ClassOf(JsonElement prediction) =>
        prediction.GetProperty("predictions")[0].GetProperty("class").GetString()!;
}
