using System.Text.Json;
using SkiaSharp;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Every command that reads image files brings them into the same form, that of the model.</summary>
[TestClass]
public sealed class ImagePreparationTests
{
    private const int Count = 40;

    /// <summary>On paper of any colour or none, off the centre, turned by EXIF: what predict says is what evaluate counts.</summary>
    [TestMethod]
    public void TheSameFilesGetTheSameAnswersFromEvaluateAndPredict()
    {
        using TemporaryFolder folder = new();
        byte[][] pixels = [.. Mnist.TestFile(new MLContext()).GetColumn<byte[]>("Pixels").Take(Count)];
        byte[] labels = [.. SampleModel.Labels().Take(Count)];
        foreach (DrawnDigit way in DrawnDigit.Ways)
        {
            for (int i = 0; i < Count; i++)
                way.Write(folder, Path.Combine("photos", $"{labels[i]}", way.Name), i, pixels[i]);
        }
        for (int i = 0; i < Count; i++)
            folder.Write($"photos/{labels[i]}/turned-{i:D3}.jpg", TurnedPhoto.Jpeg(Photo(pixels[i]), 1 + i % 8));

        AssertSameAnswers(SampleModel.File, folder.PathOf("photos"), leastAccuracy: 0.85);
    }

    /// <summary>The same law for a model that was trained on photos, in either preparation.</summary>
    [TestMethod]
    [DataRow("digits")]
    [DataRow("photos")]
    public void ThePreparationIsKeptWithTheModel(string preparation)
    {
        using TemporaryFolder folder = new();
        byte[][] pixels = [.. Mnist.TestFile(new MLContext()).GetColumn<byte[]>("Pixels").Take(4 * Count)];
        byte[] labels = [.. SampleModel.Labels().Take(4 * Count)];
        DrawnDigit[] ways = [.. DrawnDigit.Ways];
        for (int i = 0; i < pixels.Length; i++)
        {
            string part = i < 3 * Count ? "train" : "test";
            ways[i % ways.Length].Write(folder, Path.Combine(part, $"{labels[i]}", "a"), i, pixels[i]);
        }
        string model = folder.PathOf("model.zip");
        string[] network = ["--steps", "60", "--batch-size", "20", "--model", model];
        Run(["train", "--data", folder.FullPath, "--preparation", preparation, .. network]).Succeeded();

        Assert.AreEqual(preparation, RecordIn(model).GetProperty("preparation").GetString());
        AssertSameAnswers(model, folder.PathOf("test"), leastAccuracy: 0);
    }

    /// <summary>However the camera was held, the picture is the same.</summary>
    [TestMethod]
    public void TurnedPhotosAreSeenUpright()
    {
        using TemporaryFolder folder = new();
        byte[] pixels = Mnist.TestFile(new MLContext()).GetColumn<byte[]>("Pixels").First(); // a 7
        SKBitmap photo = Photo(pixels);
        string[] paths = [.. Enumerable.Range(1, 8).Select(turn => folder.Write($"{turn}.jpg", TurnedPhoto.Jpeg(photo, turn)))];
        JsonElement[] predictions = Predict(SampleModel.File, [.. paths, "--top", "1"]);
        foreach (JsonElement prediction in predictions)
        {
            Assert.AreEqual("7", ClassOf(prediction));
            // JPEG's losses differ from one orientation to another.
            Assert.AreEqual(ProbabilityOf(predictions[0]), ProbabilityOf(prediction), 0.05);
        }
    }

    /// <summary>The same stroke in each format that is read, through a folder of images.</summary>
    [TestMethod]
    public void EveryFormatIsRead()
    {
        using TemporaryFolder folder = new();
        (string Name, byte[] Content)[] files =
        [
            ("a.png", ImageBytes.Encoded(SKEncodedImageFormat.Png)), ("b.JPEG", ImageBytes.Encoded(SKEncodedImageFormat.Jpeg)),
            ("c.bmp", ImageBytes.Bmp()), ("d.gif", ImageBytes.Gif()), ("e.webp", ImageBytes.Encoded(SKEncodedImageFormat.Webp)),
        ];
        foreach ((string name, byte[] content) in files)
            folder.Write($"strokes/1/{name}", content);
        string[] output = ["--images", folder.PathOf("i"), "--labels", folder.PathOf("l"), "--preparation", "photos"];
        Run(["images", "read", folder.PathOf("strokes"), .. output]).Succeeded();
        byte[][] images = [.. File.ReadAllBytes(folder.PathOf("i")).Skip(16).Chunk(28 * 28)];
        Assert.HasCount(files.Length, images);
        foreach (byte[] image in images)
        {
            for (int i = 0; i < image.Length; i++)
                Assert.AreEqual(images[0][i], image[i], 32.0); // JPEG and WebP lose some
        }
    }

    /// <summary>A picture of the network's size is taken as it is, however light its edge.</summary>
    [TestMethod]
    public void PhotosOfTheNetworksSizeComeBackBitForBit()
    {
        using TemporaryFolder folder = new();
        byte[] random = Idx.IdxBytes.Random(seed: 1, 10, 28, 28);
        string images = folder.Write("images", random), labels = folder.Write("labels", Idx.IdxBytes.Labels(10, 10));
        Run("images", "write", "--images", images, "--labels", labels, folder.PathOf("png")).Succeeded();
        string[] back = ["--images", folder.PathOf("i"), "--labels", folder.PathOf("l"), "--preparation", "photos"];
        Run(["images", "read", folder.PathOf("png"), .. back]).Succeeded();
        CollectionAssert.AreEqual(random, File.ReadAllBytes(folder.PathOf("i")));
    }

    [TestMethod]
    public void UnknownPreparationIsOneLine() =>
        AssertRefused(2, "--preparation must be one of digits, photos, but is 'x'.", Run("train", "--preparation", "x"));

    private static void AssertSameAnswers(string model, string folder, double leastAccuracy)
    {
        JsonElement[] predictions = Predict(model, Path.Combine(folder, "*", "*.*"), "--top", "1");
        string ActualOf(JsonElement prediction) => Path.GetFileName(Path.GetDirectoryName(prediction.GetProperty("path").GetString()))!;
        JsonElement report = JsonSerializer.Deserialize<JsonElement>(
            Assert.ContainsSingle(Run("evaluate", model, "--data", folder, "--json", "--mistakes", "10000").Succeeded().Lines));

        Assert.AreEqual(predictions.Length, report.GetProperty("images").GetInt32());
        double accuracy = predictions.Average(prediction => ClassOf(prediction) == ActualOf(prediction) ? 1.0 : 0);
        Assert.AreEqual(accuracy, report.GetProperty("microAccuracy").GetDouble(), 1e-12);
        Assert.IsGreaterThanOrEqualTo(leastAccuracy, accuracy);
        // Bit for bit: the probabilities of the mistakes too.
        JsonElement[] wrong = [.. predictions.Where(prediction => ClassOf(prediction) != ActualOf(prediction))];
        CollectionAssert.AreEqual(
            wrong.Select(ProbabilityOf).OrderDescending().ToArray(),
            report.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetProperty("probability").GetSingle()).ToArray());
    }

    // Dark on light, off the centre.
    private static SKBitmap Photo(byte[] pixels)
    {
        const int scale = 5;
        SKBitmap bitmap = new(200, 260);
        bitmap.Erase(new SKColor(230, 225, 210));
        for (int i = 0; i < pixels.Length; i++)
        {
            byte grey = (byte)(220 - 180 * pixels[i] / 255);
            for (int j = 0; j < scale * scale; j++)
                bitmap.SetPixel(10 + i % 28 * scale + j % scale, 90 + i / 28 * scale + j / scale, new SKColor(grey, grey, grey));
        }
        return bitmap;
    }

    private static JsonElement[] Predict(string model, params string[] arguments) =>
        [.. Run(["predict", model, "--json", .. arguments]).Succeeded().Lines
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private static JsonElement FirstOf(JsonElement prediction) => prediction.GetProperty("predictions")[0];

    private static string ClassOf(JsonElement prediction) => FirstOf(prediction).GetProperty("class").GetString()!;

    private static float ProbabilityOf(JsonElement prediction) => FirstOf(prediction).GetProperty("probability").GetSingle();
}
